import { unprocessable, type ValidationErrorDetail } from '../errors/validation-error.js';
import { last, type Query } from '../invoices/list-query.js';
import { storedTimestamp } from '../invoices/timestamp.js';

/** First and last day of a report in UTC, both included; null means no bound. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Reads `from` and `to` as `YYYY-MM-DD`. Throws a 422 for an invalid range. */
export function readDateRange(query: Query): DateRange {
  const errors: ValidationErrorDetail[] = [];
  const range = { from: readDate(query, 'from', errors), to: readDate(query, 'to', errors) };
  if (range.from && range.to && range.from > range.to) {
    errors.push({ type: 'value_error', loc: ['query', 'to'], msg: 'Value error, to is before from', input: range.to });
  }
  if (errors.length > 0) throw unprocessable(errors);
  return range;
}

/** Whether a stored timestamp lies in the range. */
export const isWithin = ({ from, to }: DateRange, stored: string): boolean => {
  const day = stored.slice(0, 10);
  return (from === null || day >= from) && (to === null || day <= to);
};

function readDate(query: Query, name: string, errors: ValidationErrorDetail[]): string | null {
  const text = last(query[name]);
  if (text === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && storedTimestamp(text) !== undefined) return text;
  errors.push({
    type: 'date_from_datetime_parsing',
    loc: ['query', name],
    msg: 'Input should be a valid date',
    input: text,
  });
  return null;
}
