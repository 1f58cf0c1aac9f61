import { ToolError } from '../../mcp/envelope/tool-error.js';
import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice } from '../invoice.js';
import type { InvoicesApiService, Payment } from '../invoices-api.service.js';
import { isPaidBy } from './payment-state.js';

/** A payment that stands in the backend, whoever put it there. */
export interface RecordedPayment {
  readonly invoice: Invoice;
  /** True when it stood there before this call. */
  readonly already_paid: boolean;
}

/**
 * Records a payment once. The invoice is read first, because what the backend does with a second mark-paid is not
 * documented: it may well overwrite the first payment. A lost answer is settled by reading again.
 */
export async function recordPayment(
  api: InvoicesApiService,
  id: string,
  payment: Payment,
  call: UpstreamScope,
): Promise<RecordedPayment> {
  const before = await api.get(id, call);
  if (isPaidBy(payment, before)) return { invoice: before, already_paid: true };
  return markPaid(api, id, payment, call, 1);
}

async function markPaid(
  api: InvoicesApiService,
  id: string,
  payment: Payment,
  call: UpstreamScope,
  repeats: number,
): Promise<RecordedPayment> {
  try {
    return { invoice: await api.markPaid(id, payment, call), already_paid: false };
  } catch (thrown) {
    if (!(thrown instanceof ToolError) || !(isLost(thrown) || isConflict(thrown))) throw thrown;
    const now = await api.get(id, call).catch(() => undefined);
    if (!now) throw thrown;
    // After a conflict somebody else was quicker; after a lost answer it was most probably this very call.
    if (isPaidBy(payment, now)) return { invoice: now, already_paid: isConflict(thrown) };
    // Sending the same payment once more is safe: should the first still arrive, it says nothing else.
    if (isLost(thrown) && repeats > 0) return markPaid(api, id, payment, call, repeats - 1);
    throw thrown;
  }
}

const isLost = ({ details }: ToolError): boolean => details.outcome === 'unknown';
const isConflict = ({ code }: ToolError): boolean => code === 'INVALID_STATUS';
