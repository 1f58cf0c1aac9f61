import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice } from '../invoice.js';
import type { InvoicesApiService, Payment } from '../invoices-api.service.js';
import { applyTransition } from './apply-transition.js';
import { isPaidBy } from './payment-state.js';

/** Result of `recordPayment`. */
export interface RecordedPayment {
  readonly invoice: Invoice;
  /** True when this payment was recorded before this call. */
  readonly already_paid: boolean;
}

/** Records a payment, unless it is recorded already: a second mark-paid could overwrite the first. */
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
