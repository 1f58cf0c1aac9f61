import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { rowCheck, type ListFilter } from './list-filter.js';
import { listRow, type ListRow } from './list-row.js';
import { PageBudget } from './page-budget.js';
import { paginate, positionAfter, type PaginatedRow, type Position } from './pagination.js';

/** Rows read in one call; the next page continues after them. */
const MAX_SCANNED = 2_000;
/** Rows fetched per request when most may not match; below the backend's own maximum of 1000. */
const SCAN_PAGE = 200;

/** Which invoices to collect, where to start, and with which fields. */
export interface Scan {
  readonly filter: ListFilter;
  readonly position: Position;
  readonly limit: number;
  readonly fields: readonly string[] | undefined;
}

/** One page of rows. */
export interface ScanResult {
  readonly rows: ListRow[];
  /** Number of invoices read, whether they matched or not. */
  readonly scanned: number;
  /** Where the next page starts; undefined at the end of the list. */
  readonly next: Position | undefined;
}

/**
 * Collects up to `limit` invoices that fit into one result. The backend may ignore filters, so every row is checked too:
 * the result must never include another customer's invoices.
 */
export async function scanInvoices(
  api: InvoicesApiService,
  { filter, position: start, limit, fields }: Scan,
  call: UpstreamScope,
): Promise<ScanResult> {
  const { status, search, customer_email } = filter;
  const matches = rowCheck(filter);
  // One more row than requested shows whether the list continues.
  const pageSize = matches ? SCAN_PAGE : limit + 1;
  const paginatedRows = paginate(start, pageSize, async (count, offset) =>
    api.list({ status, search, customer_email, limit: count, offset }, call),
  );
  const budget = new PageBudget();
  const rows: ListRow[] = [];
  let last: PaginatedRow | undefined;
  let scanned = 0;
  const pageSoFar = (): ScanResult => ({ rows, scanned, next: last ? positionAfter(last) : start });
  for await (const paginatedRow of paginatedRows) {
    const { invoice } = paginatedRow;
    if (scanned === MAX_SCANNED) return pageSoFar();
    if (!matches || matches(invoice)) {
      const row = rows.length < limit && budget.take(listRow(invoice, fields), () => listRow(invoice));
      if (!row) return pageSoFar();
      rows.push(row);
    }
    last = paginatedRow;
    scanned += 1;
  }
  return { rows, scanned, next: undefined };
}
