import type { ViewAddress } from '../mcp/index.js';

/** View of one invoice, with buttons for the transitions that its status allows. */
export const INVOICE_VIEW: ViewAddress = 'ui://orvion/invoice.html';

/** View of a list of invoices, to filter, sort and open. */
export const INVOICE_LIST_VIEW: ViewAddress = 'ui://orvion/invoice-list.html';

/** View of totals, overdue amounts, revenue and top customers. */
export const OVERVIEW_VIEW: ViewAddress = 'ui://orvion/overview.html';
