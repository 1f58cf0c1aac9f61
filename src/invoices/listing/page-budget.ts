import type { ListRow } from './list-row.js';

/** Characters of the JSON of a whole result: some clients reject results that are not much longer. */
const MAX_RESULT = 20_000;
/** Characters of the envelope around the rows, the cursor included. */
const ENVELOPE = 300;

/** Limits a page to the rows that fit into one result. Rows are added whole or not at all. */
export class PageBudget {
  private left = MAX_RESULT - ENVELOPE;
  private isEmpty = true;

  /** Returns the row if it fits, and undefined if the page is full. A row too long for any page is replaced by `narrowed()`. */
  take(row: ListRow, narrowed: () => ListRow): ListRow | undefined {
    const size = JSON.stringify(row).length + 1;
    if (size > this.left) return this.isEmpty ? this.take(narrowed(), narrowed) : undefined;
    this.left -= size;
    this.isEmpty = false;
    return row;
  }
}
