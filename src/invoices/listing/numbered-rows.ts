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

type FetchPage = (limit: number, offset: number) => Promise<Invoice[]>;

/** The place behind a row. */
export const placeBehind = ({ invoice, next }: NumberedRow): Place => ({
  offset: next,
  after: shortDigest(invoice.id),
});

/**
 * Reads rows page by page, each page behind the row that was seen last: invoices that were created meanwhile have moved the
 * others down, as the newest comes first.
 */
export async function* numberedRows(start: Place, pageSize: number, fetchPage: FetchPage): AsyncGenerator<NumberedRow> {
  let place = start;
  for (;;) {
    const { read, from, isLast } = await rowsBehind(place, pageSize, fetchPage);
    yield* read.slice(from);
    const last = read.at(-1);
    if (isLast || !last) return;
    place = placeBehind(last);
  }
}

/** Rows that were read, of which those from an index on lie behind a place. Where its row is gone, its offset has to do. */
async function rowsBehind(
  { offset, after }: Place,
  pageSize: number,
  fetchPage: FetchPage,
): Promise<{ read: NumberedRow[]; from: number; isLast: boolean }> {
  // One row early, which is the one that was seen last unless others have moved it.
  const begin = after === undefined ? offset : Math.max(offset - 1, 0);
  const read: NumberedRow[] = [];
  for (;;) {
    const limit = begin + read.length < offset ? pageSize + 1 : pageSize;
    const page = await fetchPage(limit, begin + read.length);
    for (const invoice of page) read.push({ invoice, next: begin + read.length + 1 });
    const isLast = page.length < limit;
    if (after === undefined) return { read, from: 0, isLast };
    const seen = read.findIndex(({ invoice }) => shortDigest(invoice.id) === after);
    if (seen !== -1) return { read, from: seen + 1, isLast };
    if (isLast || read.length >= MAX_SEARCHED) return { read, from: offset - begin, isLast };
  }
}
