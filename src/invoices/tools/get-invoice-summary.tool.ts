import { IsOptional, IsString } from 'class-validator';
import { AnyObject, AnyObjects, NestedOrNull, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { Coverage } from '../analytics/coverage.js';
import { invoiceSummary, type Summary } from '../analytics/invoice-summary.js';
import { reportRange } from '../analytics/report-range.js';
import { IsDay } from '../day.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { INVOICES_READ } from '../scopes.js';
import { OVERVIEW_VIEW } from '../view-addresses.js';
import { InvoiceTool } from './invoice-tool.decorator.js';

const DEFAULT_DAYS = 30;

/** Arguments of `get_invoice_summary`. */
export class GetInvoiceSummaryInput {
  @IsOptional()
  @IsDay(`First day of issue, UTC. Default: ${DEFAULT_DAYS} days up to the last`)
  from?: string;

  @IsOptional()
  @IsDay('Last day of issue, UTC, included. Default: today')
  to?: string;
}

/** Data of `get_invoice_summary`. */
export class InvoiceSummaryData {
  @IsString()
  from: string;

  @IsString()
  to: string;

  @AnyObjects('Per currency: invoiced, paid, outstanding, overdue')
  totals: Summary['totals'];

  @AnyObjects('Outstanding per currency by days overdue')
  aging: Summary['aging'];

  @AnyObjects()
  top_customers: Summary['top_customers'];

  @NestedOrNull(Coverage, 'Null when the backend gave the figures')
  coverage: Summary['coverage'];

  @AnyObject('Other fields of the backend')
  backend: Summary['backend'];
}

/** `get_invoice_summary`. */
@ToolProvider()
export class GetInvoiceSummaryTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @InvoiceTool({
    name: 'get_invoice_summary',
    title: 'Sum up invoices',
    description:
      'Totals per currency, aging of what is outstanding, and top customers, of invoices issued in a range. Changes nothing. ' +
      'Does not add up different currencies. When coverage.complete is false, the sums do not hold all invoices.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    toolset: 'analytics',
    input: GetInvoiceSummaryInput,
    output: InvoiceSummaryData,
    view: OVERVIEW_VIEW,
  })
  async summary(range: GetInvoiceSummaryInput, call: ToolCall): Promise<InvoiceSummaryData> {
    return invoiceSummary(this.invoices, reportRange(range, DEFAULT_DAYS), call);
  }
}
