import type { Fields } from '../host/tool-response.js';
import { greatest, shareOf } from '../money/decimal.js';
import { Money } from '../money/money.js';
import { amountIn, rowsIn } from './summary-data.js';

const AGES = [
  { name: 'not_due', label: 'Not due yet' },
  { name: 'days_1_30', label: '1–30 days' },
  { name: 'days_31_60', label: '31–60 days' },
  { name: 'days_61_90', label: '61–90 days' },
  { name: 'days_over_90', label: 'Over 90 days' },
] as const;

/** Outstanding amounts by days overdue. */
export function Aging({ summary, currency }: { readonly summary: Fields; readonly currency: string }) {
  const [row] = rowsIn(summary, 'aging', currency);
  const most = greatest(AGES.map(({ name }) => amountIn(row, name)));
  return (
    <section class="panel" aria-labelledby="aging-title">
      <h2 id="aging-title">Outstanding, by days overdue</h2>
      <dl class="bars">
        {AGES.map(({ name, label }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              <Bar share={shareOf(amountIn(row, name), most)} kind={name} />
              <Money amount={amountIn(row, name)} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A decorative bar; the amount stands beside it. */
function Bar({ share, kind }: { readonly share: number; readonly kind: string }) {
  return (
    <svg class={`bar ${kind}`} aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1">
      <rect class="track" width="1" height="1" />
      <rect class="value" width={share} height="1" />
    </svg>
  );
}
