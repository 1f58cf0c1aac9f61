import { useContext } from 'preact/hooks';
import { INTERVALS, type Interval } from '../../invoices/analytics/period-of.js';
import { formatDay, type DayLength } from '../calendar/format-day.js';
import { textOf, type Fields } from '../host/tool-response.js';
import { Money } from '../money/money.js';
import { Locale } from '../page/locale.js';
import { intervalFor, periodsOf } from './periods.js';
import { RevenueChart } from './revenue-chart.js';
import { amountIn, rowsIn } from './summary-data.js';

const LENGTHS: Readonly<Record<Interval, DayLength>> = { day: 'day', week: 'day', month: 'month' };
const HEADS: Readonly<Record<Interval, string>> = { day: 'Day', week: 'Week of', month: 'Month' };

/** Revenue over time, as a chart and as a table. */
export function Revenue({ revenue, currency }: { readonly revenue: Fields; readonly currency: string }) {
  const locale = useContext(Locale);
  const range = { from: textOf(revenue, 'from'), to: textOf(revenue, 'to') };
  const interval = INTERVALS.find((known) => known === revenue.interval) ?? intervalFor(range);
  const received = new Map(rowsIn(revenue, 'points', currency).map((row) => [row.period, amountIn(row, 'revenue')]));
  const periods = periodsOf(range, interval);
  const points = periods.map((period) => ({ period, amount: received.get(period) ?? '0' }));
  return (
    <section class="panel wide" aria-labelledby="revenue-title">
      <h2 id="revenue-title">Revenue by {interval}</h2>
      <RevenueChart points={points} currency={currency} interval={interval} />
      <details>
        <summary>As a table</summary>
        <table>
          <caption class="visually-hidden">Revenue by {interval}</caption>
          <thead>
            <tr>
              <th scope="col">{HEADS[interval]}</th>
              <th scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ period, amount }) => (
              <tr key={period}>
                <th scope="row">{formatDay(period, locale, LENGTHS[interval])}</th>
                <td>
                  <Money amount={amount} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
