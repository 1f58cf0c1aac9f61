import type { ShownInvoice } from '../invoice/shown-invoice.js';
import { compareDecimals } from '../money/decimal.js';
import { STATUSES } from '../status/status-names.js';

/** A column that the list can be sorted by. */
export type Column = 'customer' | 'status' | 'due' | 'amount';

/** A sort order: a column and its direction. */
export interface Sorting {
  readonly column: Column;
  readonly isDescending: boolean;
}

type Compare = (a: ShownInvoice, b: ShownInvoice) => number;

const byText =
  (text: (invoice: ShownInvoice) => string | undefined): Compare =>
  (a, b) =>
    (text(a) ?? '').localeCompare(text(b) ?? '', 'en', { numeric: true });

const ORDERS: Readonly<Record<Column, Compare>> = {
  customer: byText(({ customer, number }) => customer ?? number),
  status: byText(({ status }) => String(STATUSES.findIndex((known) => known === status))),
  due: byText(({ dueAt }) => dueAt),
  // Amounts in different currencies cannot be compared, so each currency forms a group.
  amount: (a, b) => a.currency.localeCompare(b.currency, 'en') || compareDecimals(a.amount, b.amount),
};

/** Returns the invoices in a sort order, or unchanged without one. */
export function sortInvoices(invoices: readonly ShownInvoice[], sorting: Sorting | undefined): readonly ShownInvoice[] {
  if (!sorting) return invoices;
  const compare = ORDERS[sorting.column];
  return invoices.toSorted((a, b) => (sorting.isDescending ? compare(b, a) : compare(a, b)));
}
