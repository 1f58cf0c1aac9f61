import { CreateInvoiceTool } from './create-invoice.tool.js';
import { GetInvoiceTool } from './get-invoice.tool.js';
import { ListInvoicesTool } from './list-invoices.tool.js';
import { MarkInvoicePaidTool } from './mark-invoice-paid.tool.js';

/** Every tool of the product. A new one is a file in this folder and a line here. */
export const INVOICE_TOOLS = [CreateInvoiceTool, GetInvoiceTool, ListInvoicesTool, MarkInvoicePaidTool];
