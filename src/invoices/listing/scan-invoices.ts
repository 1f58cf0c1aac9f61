import type { UpstreamScope } from '../../upstream/upstream.types.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { rowCheck, type ListFilter } from './list-filter.js';
import { listRow, type ListRow } from './list-row.js';
import { paginate, positionAfter, type NumberedRow, type Position } from './pagination.js';
import { PageSize } from './page-size.js';

/** Rows looked at in one call before the rest is left to the next one. */
const MAX_SCANNED = 2_000;
/** Rows fetched at once while most do not match; below the backend's own maximum of 1000. */
const SCAN_PAGE = 200;

/** Which invoices to collect, from where on, and in which form. */
export interface Scan {
  readonly filter: ListFilter;
  readonly position: Position;
  readonly limit: number;
  readonly fields: readonly string[] | undefined;
}

/** The rows found, and where to go on; no place when the list has ended. */
export interface Scanned {
  readonly rows: ListRow[];
  /** Invoices looked at, whether they matched or not. */
  readonly scanned: number;
  readonly next: Position | undefined;
}

/**
 * Collects up to `limit` invoices, as long as they fit one answer. What the backend may ignore is sent all the same, and
 * every row is checked: another customer's invoices must never slip in.
 */
export async function scanInvoices(
  api: InvoicesApiService,
  { filter, position: start, limit, fields }: Scan,
  call: UpstreamScope,
): Promise<Scanned> {
  const { status, search, customer_email } = filter;
  const matches = rowCheck(filter);
  // One row more than asked for tells whether there are more.
  const pageSize = matches ? SCAN_PAGE : limit + 1;
  const numbered = paginate(start, pageSize, async (count, offset) =>
    api.list({ status, search, customer_email, limit: count, offset }, call),
  );
  const size = new PageSize();
  const rows: ListRow[] = [];
  let last: NumberedRow | undefined;
  let scanned = 0;
  const cut = (): Scanned => ({ rows, scanned, next: last ? positionAfter(last) : start });
  for await (const numberedRow of numbered) {
    const { invoice } = numberedRow;
    if (scanned === MAX_SCANNED) return cut();
    if (!matches || matches(invoice)) {
      const row = rows.length < limit && size.take(listRow(invoice, fields), () => listRow(invoice));
      if (!row) return cut();
      rows.push(row);
    }
    last = numberedRow;
    scanned += 1;
  }
  return { rows, scanned, next: undefined };
}
