import { ToolError } from '../../mcp/envelope/tool-error.js';
import { daysAfter, type Day } from '../day.js';
import type { ReportRange } from './report-range.js';

/** Lengths of the periods of a report. */
export const INTERVALS = ['day', 'week', 'month'] as const;
export type Interval = (typeof INTERVALS)[number];

const DAY_MS = 86_400_000;
const DAYS: Record<Interval, number> = { day: 1, week: 7, month: 31 };
/** Periods of one report: a quarter of days, more than a year of weeks. */
const MAX_PERIODS = 92;

/** The period that a day lies in: the day, the Monday of its week (ISO 8601), or its month as `YYYY-MM`. */
export function periodOf(day: Day, interval: Interval): string {
  if (interval === 'month') return day.slice(0, 7);
  if (interval === 'day') return day;
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return daysAfter(day, -((weekday + 6) % 7));
}

/** Throws `VALIDATION_ERROR` when a report would be longer than an answer may be. */
export function refuseTooManyPeriods({ from, to }: ReportRange, interval: Interval): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  const most = MAX_PERIODS * DAYS[interval];
  if (days <= most) return;
  throw new ToolError(
    'VALIDATION_ERROR',
    `A range of ${days} days is too long for the interval ${interval}. Choose a longer interval, or at most ${most} days.`,
    { fields: [{ field: 'from', message: `must be at most ${most} days before to` }] },
  );
}
