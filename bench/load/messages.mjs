// The messages of both protocol eras, and what a right answer to each looks like.
import { isInvoice } from './invoices.mjs';

const CLIENT = { name: 'orvion-bench', version: '1.0.0' };
const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': CLIENT,
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** The opening of clients before 2026-07-28. */
export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: CLIENT },
};

/** The notification that closes the opening. */
export const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** Ids have eight digits, so that every request of a kind has the same length. */
export const FIRST_ID = 10_000_000;

/**
 * What can be asked for: `request(id)` gives method and params, `isRight(result, id)` checks the answer. The id of the
 * message is part of the invoice id, so that an answer which went to the wrong caller is seen.
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
          // The service ends a page of many rows at a bound of characters, and says so.
          const isWhole = invoices.length === rows || (invoices.length > 0 && dataOf(result, 'has_more') === true);
          return isWhole && isInvoice(invoices.at(-1), `inv_${FIRST_ID + invoices.length - 1}`);
        },
      },
    ]),
  ),
};

/** The invoice or invoices of a result: bare, as the comparison's servers pass them on, or in the service's envelope. */
function dataOf({ content, isError }, field) {
  if (isError) return undefined;
  const value = JSON.parse(content[0].text);
  return value.data ? value.data[field] : value;
}

/** The JSON text of a request. */
export function requestText(kind, era, id) {
  const { method, params } = kind.request(id);
  return JSON.stringify({ jsonrpc: '2.0', id, method, params: era === '2026' ? { ...params, _meta: META } : params });
}

/** Whether an answer is right: to this request, without an error, with the content that belongs to it. */
export function isRightAnswer(kind, id, text) {
  try {
    const message = JSON.parse(text);
    return message.id === id && message.result !== undefined && kind.isRight(message.result, id);
  } catch {
    return false;
  }
}

/** Headers that an era wants beside those of every request. */
export const eraHeaders = ({ name, request }, era) =>
  era === '2026'
    ? {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': request(FIRST_ID).method,
        ...(name && { 'mcp-name': name }),
      }
    : { 'mcp-protocol-version': '2025-11-25' };
