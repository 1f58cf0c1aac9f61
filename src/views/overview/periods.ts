import { periodOf, type Interval } from '../../invoices/analytics/period-of.js';

const DAY_MS = 86_400_000;

/** Days up to which a series is cut into days, and into weeks. */
const MOST_BY_DAY = 31;
const MOST_BY_WEEK = 120;

/** The first and the last day of a report. */
export interface DayRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const spanOf = ({ from = '', to = '' }: DayRange): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** How a range is best cut so that its bars can be told apart. */
export function intervalFor(range: DayRange): Interval {
  const days = spanOf(range);
  if (days <= MOST_BY_DAY) return 'day';
  return days <= MOST_BY_WEEK ? 'week' : 'month';
}

/** More bars than any series of the tools has. */
const MOST_PERIODS = 400;

/** Every period of a range, also those without a payment, which the tools leave out. */
export function periodsOf({ from, to }: DayRange, interval: Interval): readonly string[] {
  const periods = new Set<string>();
  const last = Date.parse(to ?? '');
  for (let time = Date.parse(from ?? ''); time <= last && periods.size < MOST_PERIODS; time += DAY_MS)
    periods.add(periodOf(new Date(time).toISOString().slice(0, 10), interval));
  return [...periods];
}
