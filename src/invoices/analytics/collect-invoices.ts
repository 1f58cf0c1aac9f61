import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { paginate, type Position } from '../listing/pagination.js';

/** Rows read for one report. More would take longer than a call may last. */
const MAX_SCANNED = 5_000;
/** Rows fetched per page; below the backend's own maximum of 1000. */
const PAGE_SIZE = 500;
const START: Position = { offset: 0, anchor: undefined };

/** The invoices that a report is made of. */
export interface CollectedInvoices {
  readonly invoices: Invoice[];
  /** Whether the end of the list was reached. */
  readonly complete: boolean;
}

/** Reads the invoices that a report needs, up to a bound. */
export async function collectInvoices(
  api: InvoicesApiService,
  status: InvoiceStatus | undefined,
  isWanted: (invoice: Invoice) => boolean,
  call: UpstreamScope,
): Promise<CollectedInvoices> {
  const rows = paginate(START, PAGE_SIZE, async (limit, offset) => api.list({ status, limit, offset }, call));
  const invoices: Invoice[] = [];
  const seen = new Set<string>();
  let scanned = 0;
  for await (const { invoice } of rows) {
    if (scanned === MAX_SCANNED) return { invoices, complete: false };
    scanned += 1;
    // Rows repeat when pagination has lost its anchor and goes on by offset; each invoice counts once.
    if (seen.has(invoice.id)) continue;
    seen.add(invoice.id);
    if (isWanted(invoice)) invoices.push(invoice);
  }
  return { invoices, complete: true };
}
