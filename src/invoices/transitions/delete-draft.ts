import { ToolError } from '../../mcp/index.js';
import type { UpstreamScope } from '../../upstream/upstream.types.js';
import { INVOICE_STATUSES, type Invoice, type InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { invalidTransition } from './invalid-transition.js';
import { applyTransition } from './apply-transition.js';

const DELETABLE: readonly InvoiceStatus[] = ['draft'];

/** What is left of an invoice that was deleted. */
const GONE = undefined;

/** Deletes a draft, and gives it as it was. */
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

/** It was there a moment ago, and is not any more, whoever deleted it. */
const asGone = (thrown: unknown): typeof GONE => {
  if (thrown instanceof ToolError && thrown.code === 'NOT_FOUND') return GONE;
  throw thrown;
};

/**
 * Throws `INVALID_STATUS` for what is no draft. False for drafts, and for a status that this version does not know: the
 * backend decides then.
 */
export function isDeleted(id: string, { status }: Invoice): false {
  const isKnown = INVOICE_STATUSES.some((known) => known === status);
  if (status === 'draft' || !isKnown) return false;
  const remedy =
    status === 'sent' || status === 'overdue' ? 'Use cancel_invoice instead: the customer has it.' : 'This is final.';
  throw invalidTransition({ id, status, transition: 'deleted', allowed: DELETABLE, remedy });
}
