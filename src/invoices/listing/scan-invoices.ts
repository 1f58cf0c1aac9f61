import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { numberedRows, type Place } from './numbered-rows.js';

/** Rows looked at in one call before the rest is left to the next one. */
const MAX_SCANNED = 2_000;
/** Rows fetched at once while searching for one customer; below the backend's own maximum of 1000. */
const SCAN_PAGE = 200;

/** Which invoices to collect, from where on. */
export interface Scan extends Place {
  readonly status: InvoiceStatus | undefined;
  readonly customer_email: string | undefined;
  readonly limit: number;
}

/** The rows found, and where to go on; no place when there is nothing more. */
export interface Scanned {
  readonly invoices: Invoice[];
  readonly next: Place | undefined;
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
  const rows = numberedRows(scan, pageSize, async (count, offset) =>
    api.list({ status, customer_email, limit: count, offset }, call),
  );
  const invoices: Invoice[] = [];
  let place: Place = scan;
  let scanned = 0;
  for await (const { invoice, next } of rows) {
    if (scanned === MAX_SCANNED) return { invoices, next: place };
    if (wanted === undefined || invoice.customer_email?.toLowerCase() === wanted) {
      if (invoices.length === limit) return { invoices, next: place };
      invoices.push(invoice);
    }
    place = { offset: next, after: invoice.id };
    scanned += 1;
  }
  return { invoices, next: undefined };
}
