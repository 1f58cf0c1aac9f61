import { ToolError } from '../../mcp/index.js';
import type { Interval } from './period-of.js';
import type { ReportRange } from './report-range.js';

const DAY_MS = 86_400_000;
const DAYS: Record<Interval, number> = { day: 1, week: 7, month: 31 };
/** Periods of one report: enough for a quarter by day, or more than a year by week. */
const MAX_PERIODS = 92;

/** Throws `VALIDATION_ERROR` when a report would be too long for one response. */
export function assertPeriodCount({ from, to }: ReportRange, interval: Interval): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  const maxDays = MAX_PERIODS * DAYS[interval];
  if (days <= maxDays) return;
  throw new ToolError(
    'VALIDATION_ERROR',
    `A range of ${days} days is too long for the interval ${interval}. Choose a longer interval, or at most ${maxDays} days.`,
    { fields: [{ field: 'from', message: `must be at most ${maxDays} days before to` }] },
  );
}
