import { ToolError } from '../../mcp/envelope/tool-error.js';
import type { ListFilter } from './list-filter.js';
import type { Place } from './numbered-rows.js';
import { shortDigest } from './short-digest.js';

const VERSION = '2';
const MAX_OFFSET = 1_000_000_000;
const START: Place = { offset: 0, after: undefined };

/** Continuing another list would skip or repeat invoices, so a cursor belongs to its filters. */
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

/** Writes a place in a list as text that clients hand back unread. */
export const encodeCursor = ({ offset, after = '' }: Place, filter: ListFilter): string =>
  [VERSION, offset, fingerprint(filter), after].join('.');

/** Reads a cursor. Throws `VALIDATION_ERROR` when it is not one of ours or belongs to another list. */
export function decodeCursor(cursor: string | undefined, filter: ListFilter): Place {
  if (cursor === undefined) return START;
  const [version, digits = '', print, after, ...rest] = cursor.split('.');
  const offset = /^\d{1,10}$/.test(digits) ? Number(digits) : MAX_OFFSET + 1;
  if (version === VERSION && offset <= MAX_OFFSET && print === fingerprint(filter) && after && rest.length === 0)
    return { offset, after };
  throw new ToolError(
    'VALIDATION_ERROR',
    'The cursor does not belong to this list. Use next_cursor of an answer with the same filters, or none.',
    { fields: [{ field: 'cursor', message: 'is not a next_cursor of this list' }] },
  );
}
