import { ToolError } from '../mcp/index.js';
import type { UpstreamScope } from '../upstream/upstream.types.js';
import type { Invoice } from './invoice.js';
import type { InvoicesApiService } from './invoices-api.service.js';
import { displayId } from './sanitize/display-id.js';

/** Search results to check: the backend's search also matches parts of numbers and names. */
const MAX_ROWS = 50;

/**
 * Finds an invoice by its id or number. It tries the id first and then searches the list, because no endpoint is documented
 * to take a number. Throws `NOT_FOUND` unless exactly one invoice matches.
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

/** A backend with a fixed id format may reject a number as invalid instead of not found. */
const isUnknownId = (thrown: unknown): boolean =>
  thrown instanceof ToolError && (thrown.code === 'NOT_FOUND' || thrown.code === 'VALIDATION_ERROR');
