import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { refusedStep } from './refused-step.js';
import { takeStep } from './take-step.js';

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
  const { state, wasDone } = await takeStep(
    { isDone: (invoice) => isCanceled(id, invoice), take: async () => api.cancel(id, reason, call), read },
    await read(),
  );
  return { invoice: state, already_canceled: wasDone };
}

/**
 * Whether it is canceled. False also for a status that this version does not know: the backend decides then. Throws
 * `INVALID_STATUS` when it never can be.
 */
export function isCanceled(id: string, { status }: Invoice): boolean {
  if (status === 'paid')
    throw refusedStep({ id, status, step: 'canceled', allowed: CANCELABLE, remedy: 'This is final.' });
  return status === 'canceled';
}
