import type { ListRow } from './list-row.js';

/** Characters of the JSON of a whole answer at most: some clients refuse answers not much longer. */
const MAX_RESPONSE = 20_000;
/** What the envelope takes beside the rows, the cursor included. */
const ENVELOPE = 300;

/** Counts whether rows still fit an answer. They are added whole or not at all. */
export class PageSize {
  private left = MAX_RESPONSE - ENVELOPE;
  private isEmpty = true;

  /** The row if it fits; undefined if the page has to end before it. A row that no page has room for comes narrowed. */
  take(row: ListRow, narrowed: () => ListRow): ListRow | undefined {
    const size = JSON.stringify(row).length + 1;
    if (size > this.left) return this.isEmpty ? this.take(narrowed(), narrowed) : undefined;
    this.left -= size;
    this.isEmpty = false;
    return row;
  }
}
