import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { applyTransition } from './apply-transition.js';
import { invalidTransition } from './invalid-transition.js';

/** Result of `cancelInvoice`. */
export interface Cancellation {
  readonly invoice: Invoice;
  /** True when the invoice was canceled before this call. */
  readonly already_canceled: boolean;
}

/** Statuses that allow cancellation. */
const CANCELABLE: readonly InvoiceStatus[] = ['draft', 'sent', 'overdue'];

/** Cancels an invoice, unless it is canceled already. */
export async function cancelInvoice(
  api: InvoicesApiService,
  id: string,
  reason: string | undefined,
  call: UpstreamScope,
): Promise<Cancellation> {
  const read = async (): Promise<Invoice> => api.get(id, call);
  const { state, alreadyApplied } = await applyTransition(
    { isApplied: (invoice) => isCanceled(id, invoice), apply: async () => api.cancel(id, reason, call), read },
    await read(),
  );
  return { invoice: state, already_canceled: alreadyApplied };
}

/**
 * Whether an invoice is canceled. False for an unknown status, which the backend must judge. Throws `INVALID_STATUS` when
 * the invoice is paid and can never be canceled.
 */
export function isCanceled(id: string, { status }: Invoice): boolean {
  if (status === 'paid')
    throw invalidTransition({ id, status, transition: 'canceled', allowed: CANCELABLE, remedy: 'This is final.' });
  return status === 'canceled';
}
