import { compareDecimals } from '../money/decimal.js';
import type { ShownInvoice } from '../invoice/shown-invoice.js';
import { STATUSES } from '../status/status-names.js';

/** What a list can be ordered by. */
export type Column = 'customer' | 'status' | 'due' | 'amount';

/** An order: a column, and its direction. */
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
  // Amounts of two currencies have no order, so those of one stand together.
  amount: (a, b) => a.currency.localeCompare(b.currency, 'en') || compareDecimals(a.amount, b.amount),
};

/** The invoices in an order; as they came without one. */
export function sortInvoices(invoices: readonly ShownInvoice[], sorting: Sorting | undefined): readonly ShownInvoice[] {
  if (!sorting) return invoices;
  const compare = ORDERS[sorting.column];
  return invoices.toSorted((a, b) => (sorting.isDescending ? compare(b, a) : compare(a, b)));
}
