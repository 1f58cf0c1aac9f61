import { sanitizeData } from '../sanitize/sanitize-data.js';

/** A list of figures, each for one currency. */
export type CurrencyRows = readonly { readonly currency: string }[];

/** Characters of the JSON of such a list. */
const MAX_LENGTH = 12_000;

/** Figures that the backend gives under a name, made plain; undefined where there are none that we can tell. */
export function parseCurrencyRows(response: Readonly<Record<string, unknown>>, name: string): CurrencyRows | undefined {
  const given = response[name];
  if (!Array.isArray(given) || JSON.stringify(given).length > MAX_LENGTH) return undefined;
  const rows = given.map((row) => sanitizeData(row));
  return rows.every(namesCurrency) ? rows : undefined;
}

const namesCurrency = (row: unknown): row is CurrencyRows[number] =>
  typeof row === 'object' && row !== null && 'currency' in row && typeof row.currency === 'string';

/** What is left of an answer when the fields that we tell ourselves are taken out. */
export const omit = (
  response: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(response).filter(([name]) => !names.includes(name)));
