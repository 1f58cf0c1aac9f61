// The messages of both protocol eras, and checks of their responses.
import { isInvoice } from './invoices.mjs';

const CLIENT = { name: 'orvion-bench', version: '1.0.0' };
const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': CLIENT,
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** The `initialize` request of clients before 2026-07-28. */
export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: CLIENT },
};

/** The notification that completes the initialization. */
export const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** Ids have eight digits, so that all requests of a kind have the same length. */
export const FIRST_ID = 10_000_000;

/**
 * Kinds of requests: `request(id)` returns method and params, `isRight(result, id)` checks the result. The message id is
 * part of the invoice id, so that a response sent to the wrong caller is noticed.
 */
export const KINDS = {
  call: {
    name: 'get_invoice',
    request: (id) => ({ method: 'tools/call', params: { name: 'get_invoice', arguments: { id: `inv_${id}` } } }),
    isRight: (result, id) => isInvoice(dataOf(result, 'invoice'), `inv_${id}`),
  },
  list: {
    request: () => ({ method: 'tools/list', params: {} }),
    isRight: ({ tools }) => tools.length >= 4 && tools.some(({ name }) => name === 'mark_invoice_paid'),
  },
  ...Object.fromEntries(
    [20, 100].map((rows) => [
      `rows${rows}`,
      {
        name: 'list_invoices',
        request: () => ({ method: 'tools/call', params: { name: 'list_invoices', arguments: { limit: rows } } }),
        isRight: (result) => {
          const invoices = dataOf(result, 'invoices');
          // The service limits a page to a number of characters, and reports that there is more.
          const isWhole = invoices.length === rows || (invoices.length > 0 && dataOf(result, 'has_more') === true);
          return isWhole && isInvoice(invoices.at(-1), `inv_${FIRST_ID + invoices.length - 1}`);
        },
      },
    ]),
  ),
};

/** Returns the invoices of a result: bare, as the other servers return them, or from the service's envelope. */
function dataOf({ content, isError }, field) {
  if (isError) return undefined;
  const value = JSON.parse(content[0].text);
  return value.data ? value.data[field] : value;
}

/** Returns the JSON text of a request. */
export function requestText(kind, era, id) {
  const { method, params } = kind.request(id);
  return JSON.stringify({ jsonrpc: '2.0', id, method, params: era === '2026' ? { ...params, _meta: META } : params });
}

/** Whether a response belongs to its request, holds no error, and has the right content. */
export function isRightAnswer(kind, id, text) {
  try {
    const message = JSON.parse(text);
    return message.id === id && message.result !== undefined && kind.isRight(message.result, id);
  } catch {
    return false;
  }
}

/** Headers that an era needs in addition to the common ones. */
export const eraHeaders = ({ name, request }, era) =>
  era === '2026'
    ? {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': request(FIRST_ID).method,
        ...(name && { 'mcp-name': name }),
      }
    : { 'mcp-protocol-version': '2025-11-25' };
