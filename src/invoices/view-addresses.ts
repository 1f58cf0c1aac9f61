import type { ViewAddress } from '../mcp/index.js';

/** Shows one invoice, and offers what its status allows. */
export const INVOICE_VIEW: ViewAddress = 'ui://orvion/invoice.html';

/** Shows a list of invoices, to filter, sort and open. */
export const INVOICE_LIST_VIEW: ViewAddress = 'ui://orvion/invoice-list.html';

/** Shows totals, what is overdue, revenue and customers. */
export const OVERVIEW_VIEW: ViewAddress = 'ui://orvion/overview.html';
