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
export interface Position {
  readonly offset: number;
  readonly anchor: string | undefined;
}

type FetchPage = (limit: number, offset: number) => Promise<Invoice[]>;

/** The place behind a row. */
export const positionAfter = ({ invoice, next }: NumberedRow): Position => ({
  offset: next,
  anchor: shortDigest(invoice.id),
});

/**
 * Reads rows page by page, each page behind the row that was seen last: invoices that were created meanwhile have moved the
 * others down, as the newest comes first.
 */
export async function* paginate(start: Position, pageSize: number, fetchPage: FetchPage): AsyncGenerator<NumberedRow> {
  let position = start;
  for (;;) {
    const { read, from, isLast } = await rowsAfter(position, pageSize, fetchPage);
    yield* read.slice(from);
    const last = read.at(-1);
    if (isLast || !last) return;
    position = positionAfter(last);
  }
}

/** Rows that were read, of which those from an index on lie behind a place. Where its row is gone, its offset has to do. */
async function rowsAfter(
  { offset, anchor }: Position,
  pageSize: number,
  fetchPage: FetchPage,
): Promise<{ read: NumberedRow[]; from: number; isLast: boolean }> {
  // One row early, which is the one that was seen last unless others have moved it.
  const begin = anchor === undefined ? offset : Math.max(offset - 1, 0);
  const read: NumberedRow[] = [];
  for (;;) {
    const limit = begin + read.length < offset ? pageSize + 1 : pageSize;
    const page = await fetchPage(limit, begin + read.length);
    for (const invoice of page) read.push({ invoice, next: begin + read.length + 1 });
    const isLast = page.length < limit;
    if (anchor === undefined) return { read, from: 0, isLast };
    const seen = read.findIndex(({ invoice }) => shortDigest(invoice.id) === anchor);
    if (seen !== -1) return { read, from: seen + 1, isLast };
    if (isLast || read.length >= MAX_SEARCHED) return { read, from: offset - begin, isLast };
  }
}
