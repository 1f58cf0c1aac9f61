import { ToolError } from '../../mcp/index.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { Payment } from '../invoices-api.service.js';
import { sameAmount } from '../money.js';
import { displayId } from '../sanitize/display-id.js';
import { sanitizeText } from '../sanitize/sanitize-text.js';
import { invalidTransition } from './invalid-transition.js';

/** Statuses that allow payment; an `overdue` invoice is a sent one past its due date. */
const PAYABLE: readonly InvoiceStatus[] = ['sent', 'overdue'];
const NOT_PAYABLE: readonly string[] = ['draft', 'canceled'] satisfies readonly InvoiceStatus[];

/**
 * Whether exactly this payment is recorded already. False for an unpaid invoice, and for an unknown status, which the
 * backend must judge. Throws `INVALID_STATUS` when the invoice cannot be paid, or another payment is recorded.
 */
export function isPaidBy(id: string, payment: Payment, invoice: Invoice): boolean {
  const { status } = invoice;
  if (NOT_PAYABLE.includes(status)) {
    const remedy = status === 'draft' ? 'It has not been sent to the customer yet.' : 'This is final.';
    throw invalidTransition({ id, status, transition: 'marked as paid', allowed: PAYABLE, remedy });
  }
  if (status !== 'paid') return false;
  const differing = differences(payment, invoice);
  if (differing.length === 0) return true;
  throw new ToolError(
    'INVALID_STATUS',
    `Invoice ${displayId(id)} is already paid, with another ${differing.join(' and ')} than given. Nothing was changed. ` +
      'Compare with the stored payment in details before you do anything else.',
    { status, allowed_statuses: PAYABLE, stored: storedPayment(invoice) },
  );
}

/** Names the fields in which the recorded payment differs. A field that the backend does not return is not compared. */
function differences(payment: Payment, invoice: Invoice): string[] {
  const { amount_paid: paid, payment_reference: reference } = invoice as StoredPayment;
  const amount = payment.amount_paid ?? invoice.amount;
  const differing: string[] = [];
  if (typeof paid === 'string' && !sameAmount(paid, amount)) differing.push('amount_paid');
  // The stored reference was sanitized when it was read, so the argument must be too.
  const wanted = payment.payment_reference === undefined ? undefined : sanitizeText(payment.payment_reference);
  if (wanted !== undefined && reference !== undefined && reference !== wanted) differing.push('payment_reference');
  return differing;
}

/** A paid invoice with fields that the API pages do not document. */
type StoredPayment = Invoice & { readonly amount_paid?: unknown; readonly payment_reference?: unknown };

function storedPayment(invoice: Invoice): object {
  const { paid_at, amount_paid, payment_reference } = invoice as StoredPayment;
  return { paid_at, amount_paid, payment_reference };
}
