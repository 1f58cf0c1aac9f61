import type { Invoice } from '../invoice.js';
import { parseDecimal, type Decimal } from './decimal-sum.js';

/** An invoice with its amount as a number that can be added up. */
export interface ValuedInvoice {
  readonly invoice: Invoice;
  readonly value: Decimal;
}

/** Parses the amounts of invoices, and leaves out invoices whose amount is not a decimal number. */
export const valued = (invoices: readonly Invoice[], amountOf: (invoice: Invoice) => string): ValuedInvoice[] =>
  invoices.flatMap((invoice) => {
    const value = parseDecimal(amountOf(invoice));
    return value ? [{ invoice, value }] : [];
  });

/** The invoiced amount. */
export const invoicedAmount = ({ amount }: Invoice): string => amount;

/** The paid amount if the backend reports it, in a field that is not documented; the invoiced amount otherwise. */
export function paidAmount({ amount, ...rest }: Invoice): string {
  const { amount_paid: paid } = rest as { amount_paid?: unknown };
  return typeof paid === 'string' || typeof paid === 'number' ? String(paid) : amount;
}
