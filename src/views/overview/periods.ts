import { periodOf, type Interval } from '../../invoices/analytics/period-of.js';

const DAY_MS = 86_400_000;

/** The longest ranges, in days, that are shown by day and by week. */
const MOST_BY_DAY = 31;
const MOST_BY_WEEK = 120;

/** The first and the last day of a report. */
export interface DayRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const spanOf = ({ from = '', to = '' }: DayRange): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** Returns the interval for a range that gives a readable number of bars. */
export function intervalFor(range: DayRange): Interval {
  const days = spanOf(range);
  if (days <= MOST_BY_DAY) return 'day';
  return days <= MOST_BY_WEEK ? 'week' : 'month';
}

/** More periods than any series of the tools has. */
const MOST_PERIODS = 400;

/** Returns every period of a range, including those without payments, which the tools leave out. */
export function periodsOf({ from, to }: DayRange, interval: Interval): readonly string[] {
  const periods = new Set<string>();
  const last = Date.parse(to ?? '');
  for (let time = Date.parse(from ?? ''); time <= last && periods.size < MOST_PERIODS; time += DAY_MS)
    periods.add(periodOf(new Date(time).toISOString().slice(0, 10), interval));
  return [...periods];
}
