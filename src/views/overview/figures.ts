import { rowsOf, textOf, type Fields } from '../host/answer.js';

/** Data of one of the two tools; undefined while, and where, it is not to be had. */
export type Figures = Fields | undefined;

/** Rows of a list of figures that are about one currency. */
export const rowsIn = (figures: Fields, name: string, currency: string): readonly Fields[] =>
  rowsOf(figures[name]).filter((row) => row.currency === currency);

/** An amount of a row; nothing where there is none. */
export const amountIn = (row: Fields | undefined, name: string): string => (row && textOf(row, name)) ?? '0';

/** Every currency that there are figures of, in order of its code. */
export function currenciesOf(summary: Figures, revenue: Figures): readonly string[] {
  const rows = [...rowsOf(summary?.totals), ...rowsOf(summary?.aging), ...rowsOf(revenue?.points)];
  return [...new Set(rows.flatMap((row) => textOf(row, 'currency') ?? []))].toSorted();
}
