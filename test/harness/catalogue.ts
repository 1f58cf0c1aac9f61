/** Names of the tools by what switches them on and off, each list in the order of `tools/list`. */
export const READING_TOOLS = ['get_invoice', 'get_invoice_summary', 'get_revenue_timeseries', 'list_invoices'];

/** Offered unless the operator says otherwise. */
export const DEFAULT_TOOLS = ['cancel_invoice', 'create_invoice', ...READING_TOOLS, 'mark_invoice_paid'];

/** With `MCP_TOOLSETS=all`. */
export const ALL_TOOLS = [...DEFAULT_TOOLS, 'delete_invoice'].toSorted();
