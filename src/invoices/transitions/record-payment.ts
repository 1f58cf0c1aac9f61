import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice } from '../invoice.js';
import type { InvoicesApiService, Payment } from '../invoices-api.service.js';
import { isPaidBy } from './payment-state.js';
import { applyTransition } from './apply-transition.js';

/** A payment that stands in the backend, whoever put it there. */
export interface RecordedPayment {
  readonly invoice: Invoice;
  /** True when it stood there before this call. */
  readonly already_paid: boolean;
}

/** Records a payment once: a second mark-paid may well overwrite the first. */
export async function recordPayment(
  api: InvoicesApiService,
  id: string,
  payment: Payment,
  call: UpstreamScope,
): Promise<RecordedPayment> {
  const read = async (): Promise<Invoice> => api.get(id, call);
  const { state, alreadyApplied } = await applyTransition(
    {
      isApplied: (invoice) => isPaidBy(id, payment, invoice),
      apply: async () => api.markPaid(id, payment, call),
      read,
    },
    await read(),
  );
  return { invoice: state, already_paid: alreadyApplied };
}
