import { ToolError } from '../../mcp/index.js';
import type { Interval } from './period-of.js';
import type { ReportRange } from './report-range.js';

const DAY_MS = 86_400_000;
const DAYS: Record<Interval, number> = { day: 1, week: 7, month: 31 };
/** Periods of one report: a quarter of days, more than a year of weeks. */
const MAX_PERIODS = 92;

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
