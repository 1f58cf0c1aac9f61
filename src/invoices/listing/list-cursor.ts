import { createHash } from 'node:crypto';
import { ToolError } from '../../mcp/envelope/tool-error.js';
import type { Place } from './numbered-rows.js';

/** What a cursor belongs to: continuing another list with it would skip or repeat invoices. */
export interface ListFilter {
  readonly status?: string | undefined;
  readonly customer_email?: string | undefined;
}

const VERSION = '1';
const MAX_OFFSET = 1_000_000_000;
const START: Place = { offset: 0, after: undefined };

/** Filters are kept as a digest: a cursor may end up in logs, and an e-mail address has no business there. */
const fingerprint = ({ status, customer_email }: ListFilter): string =>
  createHash('sha256')
    .update(JSON.stringify([status, customer_email?.toLowerCase()]))
    .digest('base64url')
    .slice(0, 16);

/** Writes a place in a list as text that clients hand back unread. */
export const encodeCursor = ({ offset, after = '' }: Place, filter: ListFilter): string =>
  Buffer.from([VERSION, offset, fingerprint(filter), after].join(':')).toString('base64url');

/** Reads a cursor. Throws `VALIDATION_ERROR` when it is not one of ours or belongs to another list. */
export function decodeCursor(cursor: string | undefined, filter: ListFilter): Place {
  if (cursor === undefined) return START;
  const [version, digits = '', print, ...after] = Buffer.from(cursor, 'base64url').toString().split(':');
  const offset = /^\d{1,10}$/.test(digits) ? Number(digits) : MAX_OFFSET + 1;
  if (version === VERSION && offset <= MAX_OFFSET && print === fingerprint(filter))
    return { offset, after: after.join(':') };
  throw new ToolError(
    'VALIDATION_ERROR',
    'The cursor does not belong to this list. Use next_cursor of an answer with the same status and customer_email, or none.',
    { fields: [{ field: 'cursor', message: 'is not a next_cursor of this list' }] },
  );
}
