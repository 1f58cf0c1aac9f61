import { ToolError } from '../../mcp/index.js';
import { daysAfter, today, type Day } from '../day.js';

/** First and last day of a report, both included. */
export interface ReportRange {
  readonly from: Day;
  readonly to: Day;
}

/** Completes a range: it ends today and is `days` long by default. Throws `VALIDATION_ERROR` when it ends before it begins. */
export function reportRange(given: { from?: Day; to?: Day }, days: number): ReportRange {
  const to = given.to ?? (given.from !== undefined && given.from > today() ? given.from : today());
  const from = given.from ?? daysAfter(to, 1 - days);
  if (from <= to) return { from, to };
  throw new ToolError('VALIDATION_ERROR', `The range ends on ${to}, before it begins on ${from}. Exchange the two.`, {
    fields: [{ field: 'to', message: 'must not be before from' }],
  });
}
