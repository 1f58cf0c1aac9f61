import type { Invoice } from '../invoice.js';
import { shortDigest } from './short-digest.js';

/** Rows searched for the anchor before it counts as deleted. */
const MAX_ANCHOR_SEARCH = 500;

/** A row of the list. */
export interface PaginatedRow {
  readonly invoice: Invoice;
  /** Offset of the next row. */
  readonly next: number;
}

/** Where a list continues. */
export interface Position {
  readonly offset: number;
  /** Digest of the id of the last row before the offset; undefined at the start of the list. */
  readonly anchor: string | undefined;
}

type FetchPage = (limit: number, offset: number) => Promise<Invoice[]>;

/** The position after a row. */
export const positionAfter = ({ invoice, next }: PaginatedRow): Position => ({
  offset: next,
  anchor: shortDigest(invoice.id),
});

/**
 * Reads rows page by page. Each page continues after the last row of the previous one, because new invoices come first and
 * move the other rows down.
 */
export async function* paginate(start: Position, pageSize: number, fetchPage: FetchPage): AsyncGenerator<PaginatedRow> {
  let position = start;
  for (;;) {
    const { read, from, isLast } = await rowsAfter(position, pageSize, fetchPage);
    yield* read.slice(from);
    const last = read.at(-1);
    if (isLast || !last) return;
    position = positionAfter(last);
  }
}

/** Reads rows; those from index `from` on come after the position. If its anchor is gone, the offset decides. */
async function rowsAfter(
  { offset, anchor }: Position,
  pageSize: number,
  fetchPage: FetchPage,
): Promise<{ read: PaginatedRow[]; from: number; isLast: boolean }> {
  // Begins one row early, at the anchor, unless other rows have moved it.
  const begin = anchor === undefined ? offset : Math.max(offset - 1, 0);
  const read: PaginatedRow[] = [];
  for (;;) {
    const limit = begin + read.length < offset ? pageSize + 1 : pageSize;
    const page = await fetchPage(limit, begin + read.length);
    for (const invoice of page) read.push({ invoice, next: begin + read.length + 1 });
    const isLast = page.length < limit;
    if (anchor === undefined) return { read, from: 0, isLast };
    const anchorIndex = read.findIndex(({ invoice }) => shortDigest(invoice.id) === anchor);
    if (anchorIndex !== -1) return { read, from: anchorIndex + 1, isLast };
    if (isLast || read.length >= MAX_ANCHOR_SEARCH) return { read, from: offset - begin, isLast };
  }
}
