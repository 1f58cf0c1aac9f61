import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { invalidTransition } from './invalid-transition.js';
import { applyTransition } from './apply-transition.js';

/** A canceled invoice, whoever canceled it. */
export interface Cancellation {
  readonly invoice: Invoice;
  /** True when it was canceled before this call. */
  readonly already_canceled: boolean;
}

/** Statuses from which an invoice can become canceled. */
const CANCELABLE: readonly InvoiceStatus[] = ['draft', 'sent', 'overdue'];

/** Cancels an invoice once. */
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
 * Whether it is canceled. False also for a status that this version does not know: the backend decides then. Throws
 * `INVALID_STATUS` when it never can be.
 */
export function isCanceled(id: string, { status }: Invoice): boolean {
  if (status === 'paid')
    throw invalidTransition({ id, status, transition: 'canceled', allowed: CANCELABLE, remedy: 'This is final.' });
  return status === 'canceled';
}
