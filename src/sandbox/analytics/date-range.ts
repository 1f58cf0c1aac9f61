import { unprocessable, type ValidationErrorDetail } from '../errors/validation-error.js';
import { last, type Query } from '../invoices/list-query.js';
import { storedTimestamp } from '../invoices/timestamp.js';

/** Days of a report in UTC, both included; an absent end is open. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Reads `from` and `to` as `YYYY-MM-DD`. Throws a 422. */
export function readDateRange(query: Query): DateRange {
  const faults: ValidationErrorDetail[] = [];
  const range = { from: readDate(query, 'from', faults), to: readDate(query, 'to', faults) };
  if (range.from && range.to && range.from > range.to) {
    faults.push({ type: 'value_error', loc: ['query', 'to'], msg: 'Value error, to is before from', input: range.to });
  }
  if (faults.length > 0) throw unprocessable(faults);
  return range;
}

/** Whether a stored timestamp lies in the range. */
export const isWithin = ({ from, to }: DateRange, stored: string): boolean => {
  const day = stored.slice(0, 10);
  return (from === null || day >= from) && (to === null || day <= to);
};

function readDate(query: Query, name: string, faults: ValidationErrorDetail[]): string | null {
  const text = last(query[name]);
  if (text === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && storedTimestamp(text) !== undefined) return text;
  faults.push({
    type: 'date_from_datetime_parsing',
    loc: ['query', name],
    msg: 'Input should be a valid date',
    input: text,
  });
  return null;
}
