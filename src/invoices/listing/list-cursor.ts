import { ToolError } from '../../mcp/index.js';
import type { ListFilter } from './list-filter.js';
import type { Position } from './pagination.js';
import { shortDigest } from './short-digest.js';

const VERSION = '2';
const MAX_OFFSET = 1_000_000_000;
const START: Position = { offset: 0, anchor: undefined };

/** Binds a cursor to its filters: with other filters it would skip or repeat invoices. */
const fingerprint = (filter: ListFilter): string =>
  shortDigest(
    JSON.stringify([
      filter.status,
      filter.search,
      filter.customer_email?.toLowerCase(),
      filter.issued_from,
      filter.issued_to,
      filter.due_before,
    ]),
  );

/** Encodes a position in a list as the opaque cursor that clients send back. */
export const encodeCursor = ({ offset, anchor = '' }: Position, filter: ListFilter): string =>
  [VERSION, offset, fingerprint(filter), anchor].join('.');

/** Decodes a cursor. Throws `VALIDATION_ERROR` when it is malformed or belongs to other filters. */
export function decodeCursor(cursor: string | undefined, filter: ListFilter): Position {
  if (cursor === undefined) return START;
  const [version, digits = '', cursorFingerprint, anchor, ...rest] = cursor.split('.');
  const offset = /^\d{1,10}$/.test(digits) ? Number(digits) : MAX_OFFSET + 1;
  if (
    version === VERSION &&
    offset <= MAX_OFFSET &&
    cursorFingerprint === fingerprint(filter) &&
    anchor &&
    rest.length === 0
  )
    return { offset, anchor };
  throw new ToolError(
    'VALIDATION_ERROR',
    'The cursor does not belong to this list. Use next_cursor of an answer with the same filters, or none.',
    { fields: [{ field: 'cursor', message: 'is not a next_cursor of this list' }] },
  );
}
