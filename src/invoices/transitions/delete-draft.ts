import { ToolError } from '../../mcp/index.js';
import type { UpstreamScope } from '../../upstream/upstream.types.js';
import { INVOICE_STATUSES, type Invoice, type InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { applyTransition } from './apply-transition.js';
import { invalidTransition } from './invalid-transition.js';

const DELETABLE: readonly InvoiceStatus[] = ['draft'];

/** The state of an invoice that no longer exists, so that a deletion fits `Transition`. */
const GONE = undefined;

/** Deletes a draft and resolves with its last state. */
export async function deleteDraft(api: InvoicesApiService, id: string, call: UpstreamScope): Promise<Invoice> {
  const draft = await api.get(id, call);
  await applyTransition<Invoice | typeof GONE>(
    {
      isApplied: (invoice) => invoice === GONE || isDeleted(id, invoice),
      apply: async () => api.remove(id, call).then(() => GONE, asGone),
      read: async () => api.get(id, call).catch(asGone),
    },
    draft,
  );
  return draft;
}

/** Converts `NOT_FOUND` to the deleted state: the draft was read before, so a request has deleted it since. */
const asGone = (thrown: unknown): typeof GONE => {
  if (thrown instanceof ToolError && thrown.code === 'NOT_FOUND') return GONE;
  throw thrown;
};

/**
 * False for an existing draft, and for an unknown status, which the backend must judge. Throws `INVALID_STATUS` for any other
 * invoice, as only drafts can be deleted.
 */
export function isDeleted(id: string, { status }: Invoice): false {
  const isKnown = INVOICE_STATUSES.some((known) => known === status);
  if (status === 'draft' || !isKnown) return false;
  const remedy =
    status === 'sent' || status === 'overdue' ? 'Use cancel_invoice instead: the customer has it.' : 'This is final.';
  throw invalidTransition({ id, status, transition: 'deleted', allowed: DELETABLE, remedy });
}
