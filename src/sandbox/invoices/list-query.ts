import { unprocessable, type ValidationErrorDetail } from '../errors/validation-error.js';
import type { InvoicePage } from './invoices.repository.js';
import { isStorable } from './storable-text.js';

const STATUSES = ['draft', 'sent', 'paid', 'overdue', 'canceled'];
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** Query parameters as received; a repeated one is a list. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the query of the list endpoint. Unknown parameters are ignored, as FastAPI does. Throws a 422. */
export function readListQuery(query: Query): InvoicePage {
  const errors: ValidationErrorDetail[] = [];
  const status = last(query.status) ?? null;
  if (status !== null && !STATUSES.includes(status)) {
    errors.push({
      type: 'enum',
      loc: ['query', 'status'],
      msg: `Input should be ${STATUSES.join(', ')}`,
      input: status,
    });
  }
  const search = last(query.search) || null;
  if (search !== null && !isStorable(search)) {
    errors.push({ type: 'string_unicode', loc: ['query', 'search'], msg: 'Input should be valid Unicode without NUL' });
  }
  const limit = readInteger(query, 'limit', DEFAULT_LIMIT, [1, MAX_LIMIT], errors);
  const offset = readInteger(query, 'offset', 0, [0, Number.MAX_SAFE_INTEGER], errors);
  if (errors.length > 0) throw unprocessable(errors);
  return { status, search, limit, offset };
}

function readInteger(
  query: Query,
  name: string,
  fallback: number,
  [min, max]: [number, number],
  errors: ValidationErrorDetail[],
): number {
  const text = last(query[name]);
  if (text === undefined) return fallback;
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  errors.push({ ...integerError(value, min, max), loc: ['query', name], input: text });
  return fallback;
}

function integerError(value: number, min: number, max: number): Pick<ValidationErrorDetail, 'type' | 'msg'> {
  if (value < min) return { type: 'greater_than_equal', msg: `Input should be greater than or equal to ${min}` };
  if (value > max) return { type: 'less_than_equal', msg: `Input should be less than or equal to ${max}` };
  return { type: 'int_parsing', msg: 'Input should be a valid integer, unable to parse string as an integer' };
}

/** Value of a query parameter; of a repeated one the last, as FastAPI does. */
export const last = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.at(-1) : value;
