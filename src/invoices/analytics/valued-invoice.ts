import type { Invoice } from '../invoice.js';
import { parseDecimal, type Decimal } from './decimal-sum.js';

/** An invoice with its amount as a number that can be added up. */
export interface ValuedInvoice {
  readonly invoice: Invoice;
  readonly value: Decimal;
}

/** Values of the invoices whose amount is a decimal number; the others can be in no sum. */
export const valued = (invoices: readonly Invoice[], amountOf: (invoice: Invoice) => string): ValuedInvoice[] =>
  invoices.flatMap((invoice) => {
    const value = parseDecimal(amountOf(invoice));
    return value ? [{ invoice, value }] : [];
  });

/** What was invoiced. */
export const invoicedAmount = ({ amount }: Invoice): string => amount;

/** What was paid, where the backend tells; no page names the field. */
export function paidAmount({ amount, ...rest }: Invoice): string {
  const { amount_paid: paid } = rest as { amount_paid?: unknown };
  return typeof paid === 'string' || typeof paid === 'number' ? String(paid) : amount;
}
