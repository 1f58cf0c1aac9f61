import type { Invoice } from '../invoice.js';
import { shortDigest } from './short-digest.js';

/** Rows looked through for the place to go on, before it is taken to be gone. */
const MAX_SEARCHED = 500;

/** A row, and the offset of the one behind it. */
export interface NumberedRow {
  readonly invoice: Invoice;
  readonly next: number;
}

/** Where to go on: an offset, and the mark of the row that stood before it when that was written down. */
export interface Place {
  readonly offset: number;
  readonly after: string | undefined;
}

/**
 * Reads rows page by page. Invoices that were created since the last answer have moved the others down, as the newest
 * comes first: so the reading begins one row early and goes on behind the row that was seen last. Where that is gone, the
 * offset has to do.
 */
export async function* numberedRows(
  { offset, after }: Place,
  pageSize: number,
  fetchPage: (limit: number, offset: number) => Promise<Invoice[]>,
): AsyncGenerator<NumberedRow> {
  const isResumed = after !== undefined && offset > 0;
  let position = isResumed ? offset - 1 : offset;
  let searched: NumberedRow[] | undefined = isResumed ? [] : undefined;
  for (;;) {
    const limit = isResumed && position === offset - 1 ? pageSize + 1 : pageSize;
    const page = await fetchPage(limit, position);
    const rows = page.map((invoice, index) => ({ invoice, next: position + index + 1 }));
    const isLast = page.length < limit;
    position += page.length;
    if (searched) {
      searched.push(...rows);
      const seen = searched.findIndex(({ invoice }) => shortDigest(invoice.id) === after);
      if (seen !== -1 || isLast || searched.length >= MAX_SEARCHED) {
        yield* seen === -1 ? searched.filter(({ next }) => next > offset) : searched.slice(seen + 1);
        searched = undefined;
      }
    } else {
      yield* rows;
    }
    if (isLast) return;
  }
}
