import { ToolProvider, type ToolCall } from '../../mcp/index.js';
import { InvoiceData } from '../invoice.js';
import { IsInvoiceId } from '../invoice-id.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { INVOICES_READ } from '../scopes.js';
import { INVOICE_VIEW } from '../view-addresses.js';
import { InvoiceTool } from './invoice-tool.decorator.js';

/** Arguments of `get_invoice`. */
export class GetInvoiceInput {
  @IsInvoiceId()
  id: string;
}

/** `get_invoice`. */
@ToolProvider()
export class GetInvoiceTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @InvoiceTool({
    name: 'get_invoice',
    title: 'Read an invoice',
    description:
      'Reads one invoice by its id, with its present status. Changes nothing. ' +
      'Does not search: find the id with list_invoices.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    toolset: 'read',
    input: GetInvoiceInput,
    output: InvoiceData,
    view: INVOICE_VIEW,
  })
  async get({ id }: GetInvoiceInput, call: ToolCall): Promise<InvoiceData> {
    return { invoice: await this.invoices.get(id, call) };
  }
}
