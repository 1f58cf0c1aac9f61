import { sanitizeData } from '../sanitize/sanitize-data.js';

/** Rows of summary data, each for one currency. */
export type CurrencyRows = readonly { readonly currency: string }[];

/** Characters of the JSON of all rows. */
const MAX_LENGTH = 12_000;

/** Sanitized rows from a field of the backend's report; undefined when the field holds no usable rows. */
export function parseCurrencyRows(response: Readonly<Record<string, unknown>>, name: string): CurrencyRows | undefined {
  const value = response[name];
  if (!Array.isArray(value) || JSON.stringify(value).length > MAX_LENGTH) return undefined;
  const rows = value.map((row) => sanitizeData(row));
  return rows.every(namesCurrency) ? rows : undefined;
}

const namesCurrency = (row: unknown): row is CurrencyRows[number] =>
  typeof row === 'object' && row !== null && 'currency' in row && typeof row.currency === 'string';

/** Copies a report without the named fields. */
export const omit = (
  response: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(response).filter(([name]) => !names.includes(name)));
