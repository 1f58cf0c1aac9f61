import { ToolError } from '../mcp/index.js';
import type { UpstreamScope } from '../upstream/upstream.types.js';
import { displayId } from './sanitize/display-id.js';
import type { Invoice } from './invoice.js';
import type { InvoicesApiService } from './invoices-api.service.js';

/** Rows looked at for the number; the search of the backend matches parts of numbers and of names too. */
const MAX_ROWS = 50;

/**
 * The invoice that a person means by an id or a number. Whether the backend takes a number for an id is not documented, so
 * it is looked for in the list when there is no such id. Throws `NOT_FOUND` when no invoice, or more than one, has it.
 */
export async function findInvoice(api: InvoicesApiService, reference: string, call: UpstreamScope): Promise<Invoice> {
  try {
    return await api.get(reference, call);
  } catch (thrown) {
    if (!isUnknownId(thrown)) throw thrown;
  }
  const rows = await api.list({ search: reference, limit: MAX_ROWS, offset: 0 }, call);
  const [invoice, ...others] = rows.filter(({ number }) => number === reference);
  if (invoice && others.length === 0) return invoice;
  const what = invoice ? 'More than one invoice has' : 'No invoice has';
  throw new ToolError(
    'NOT_FOUND',
    `${what} ${displayId(reference)} as its id or number. Find the id with list_invoices.`,
    {
      retryable: false,
    },
  );
}

/** A backend whose ids have a form of their own may call a number malformed. */
const isUnknownId = (thrown: unknown): boolean =>
  thrown instanceof ToolError && (thrown.code === 'NOT_FOUND' || thrown.code === 'VALIDATION_ERROR');
