import { useContext } from 'preact/hooks';
import type { Interval } from '../../invoices/analytics/period-of.js';
import { formatDay, type DayLength } from '../calendar/format-day.js';
import { greatest, shareOf } from '../money/decimal.js';
import { formatMoney, formatRoughly } from '../money/format-money.js';
import { Locale } from '../page/locale.js';

/** The revenue of one period. */
export interface Point {
  readonly period: string;
  readonly amount: string;
}

interface ChartProps {
  readonly points: readonly Point[];
  readonly currency: string;
  readonly interval: Interval;
}

/** The most labels that fit on a narrow page. */
const MOST_LABELS = 5;
const LABELS: Readonly<Record<Interval, DayLength>> = { day: 'shortDay', week: 'shortDay', month: 'shortMonth' };

/** A bar chart with one bar for each period. It needs no scale, as the title of each bar holds its amount. */
export function RevenueChart({ points, currency, interval }: ChartProps) {
  const locale = useContext(Locale);
  const most = greatest(points.map(({ amount }) => amount));
  const format = (amount: string): string =>
    formatMoney(amount, currency, locale)
      .map(({ text }) => text)
      .join('');
  const every = Math.ceil(points.length / MOST_LABELS);
  const slot = 100 / Math.max(points.length, 1);
  return (
    <figure class="chart" aria-label={`Chart: revenue by ${interval}, at most ${format(most)}`}>
      <span class="most" aria-hidden="true">
        {formatRoughly(most, currency, locale)}
      </span>
      <svg aria-hidden="true" class="columns">
        <line class="grid" x1="0" x2="100%" y1="0.5" y2="0.5" />
        <line class="grid" x1="0" x2="100%" y1="50%" y2="50%" />
        {points.map(({ period, amount }, at) => {
          const height = shareOf(amount, most) * 100;
          return (
            <g key={period}>
              <title>{`${formatDay(period, locale, interval === 'month' ? 'month' : 'day')}: ${format(amount)}`}</title>
              <rect class="reach" x={`${at * slot}%`} width={`${slot}%`} height="100%" />
              <rect
                class="column"
                x={`${(at + 0.14) * slot}%`}
                y={`${100 - height}%`}
                width={`${slot * 0.72}%`}
                height={`${height}%`}
                rx="2"
              />
            </g>
          );
        })}
      </svg>
      <svg aria-hidden="true" class="labels">
        {points.map(({ period }, at) =>
          at % every === 0 ? (
            <text
              key={period}
              x={`${(at + (at === 0 ? 0.14 : 0.5)) * slot}%`}
              y="14"
              text-anchor={at === 0 ? 'start' : 'middle'}
            >
              {formatDay(period, locale, LABELS[interval])}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}
