import { rowsOf, textOf, type Fields } from '../host/tool-response.js';

/** Data of the summary or the revenue tool; undefined while it loads or when it is not available. */
export type SummaryData = Fields | undefined;

/** Returns the rows of a list that belong to one currency. */
export const rowsIn = (data: Fields, name: string, currency: string): readonly Fields[] =>
  rowsOf(data[name]).filter((row) => row.currency === currency);

/** Returns an amount of a row, or '0' when it is missing. */
export const amountIn = (row: Fields | undefined, name: string): string => (row && textOf(row, name)) ?? '0';

/** Returns all currencies in the data, sorted by code. */
export function currenciesOf(summary: SummaryData, revenue: SummaryData): readonly string[] {
  const rows = [...rowsOf(summary?.totals), ...rowsOf(summary?.aging), ...rowsOf(revenue?.points)];
  return [...new Set(rows.flatMap((row) => textOf(row, 'currency') ?? []))].toSorted();
}
