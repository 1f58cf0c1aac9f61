import { CancelInvoiceTool } from './cancel-invoice.tool.js';
import { CreateInvoiceTool } from './create-invoice.tool.js';
import { DeleteInvoiceTool } from './delete-invoice.tool.js';
import { GetInvoiceSummaryTool } from './get-invoice-summary.tool.js';
import { GetInvoiceTool } from './get-invoice.tool.js';
import { GetRevenueTimeseriesTool } from './get-revenue-timeseries.tool.js';
import { ListInvoicesTool } from './list-invoices.tool.js';
import { MarkInvoicePaidTool } from './mark-invoice-paid.tool.js';

/** Every tool of the product. A new tool is a file in this folder and a line here. */
export const INVOICE_TOOLS = [
  CancelInvoiceTool,
  CreateInvoiceTool,
  DeleteInvoiceTool,
  GetInvoiceSummaryTool,
  GetInvoiceTool,
  GetRevenueTimeseriesTool,
  ListInvoicesTool,
  MarkInvoicePaidTool,
];
