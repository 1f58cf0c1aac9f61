import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';

/** Rows looked at in one call before the rest is left to the next one. */
const MAX_SCANNED = 2_000;
/** Rows fetched at once while searching for one customer; below the backend's own maximum of 1000. */
const SCAN_PAGE = 200;

/** Which invoices to collect, from which row on. */
export interface Scan {
  readonly status: InvoiceStatus | undefined;
  readonly customer_email: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** The rows found, and where to go on; no offset when there is nothing more. */
export interface Scanned {
  readonly invoices: Invoice[];
  readonly nextOffset: number | undefined;
}

/**
 * Collects up to `limit` invoices. The backend has no documented filter by e-mail and ignores parameters it does not
 * know, so the filter is sent and every row is checked all the same: another customer's invoices must never slip in.
 */
export async function scanInvoices(api: InvoicesApiService, scan: Scan, call: UpstreamScope): Promise<Scanned> {
  const { status, customer_email, limit } = scan;
  const wanted = customer_email?.toLowerCase();
  // One row more than asked for tells whether there are more.
  const pageSize = wanted === undefined ? limit + 1 : SCAN_PAGE;
  const found = new Map<string, Invoice>();
  let offset = scan.offset;
  while (offset - scan.offset < MAX_SCANNED) {
    const page = await api.list({ status, customer_email, limit: pageSize, offset }, call);
    for (const invoice of page) {
      if (wanted === undefined || invoice.customer_email?.toLowerCase() === wanted) {
        if (found.size === limit) return { invoices: [...found.values()], nextOffset: offset };
        // A row can come twice when an invoice is created between two pages.
        found.set(invoice.id, invoice);
      }
      offset += 1;
    }
    if (page.length < pageSize) return { invoices: [...found.values()], nextOffset: undefined };
  }
  return { invoices: [...found.values()], nextOffset: offset };
}
