import { shareOf } from '../money/decimal.js';
import { Money } from '../money/money.js';
import { amountIn, rowsIn, type SummaryData } from './summary-data.js';

const SUMS = [
  { name: 'paid', label: 'Paid' },
  { name: 'outstanding', label: 'Outstanding' },
  { name: 'overdue', label: 'Overdue' },
] as const;

interface TotalsProps {
  readonly currencies: readonly string[];
  readonly summary: SummaryData;
  readonly chosen: string;
  readonly onChoose: (currency: string) => void;
}

/** The totals of each currency. The user chooses one, which the panels below show in detail. */
export function Totals({ currencies, summary, chosen, onChoose }: TotalsProps) {
  return (
    <fieldset class="totals">
      <legend class="visually-hidden">Currency</legend>
      {currencies.map((currency) => (
        <label key={currency} class="total">
          <input
            type="radio"
            name="currency"
            class="visually-hidden"
            checked={currency === chosen}
            onChange={() => onChoose(currency)}
          />
          <span class="code">
            {currency} <small>invoiced</small>
          </span>
          {summary && <Sums summary={summary} currency={currency} />}
        </label>
      ))}
    </fieldset>
  );
}

function Sums({ summary, currency }: { readonly summary: NonNullable<SummaryData>; readonly currency: string }) {
  const [row] = rowsIn(summary, 'totals', currency);
  const invoiced = amountIn(row, 'invoiced');
  return (
    <>
      <span class="invoiced">
        <Money amount={invoiced} currency={currency} />
      </span>
      <Meter part={amountIn(row, 'paid')} late={amountIn(row, 'overdue')} whole={invoiced} />
      {SUMS.map(({ name, label }) => (
        <span key={name} class={`sum ${name}`}>
          {label} <Money amount={amountIn(row, name)} currency={currency} />
        </span>
      ))}
    </>
  );
}

/** A decorative bar of the paid share, from the left, and the overdue share, from the right. The amounts stand below. */
function Meter({ part, late, whole }: { readonly part: string; readonly late: string; readonly whole: string }) {
  return (
    <svg class="meter" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1">
      <rect class="rest" width="1" height="1" />
      <rect class="paid" width={shareOf(part, whole)} height="1" />
      <rect class="late" x={1 - shareOf(late, whole)} width={shareOf(late, whole)} height="1" />
    </svg>
  );
}
