import { IsString } from 'class-validator';
import { ToolProvider } from '../../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../../src/mcp/decorators/tool.decorator.js';
import type { ToolCall } from '../../../src/mcp/context/tool-call.js';
import { IsInvoiceId } from '../../../src/invoices/invoice-id.js';
import { InvoicesApiService } from '../../../src/invoices/invoices-api.service.js';
import { INVOICES_READ } from '../../../src/invoices/scopes.js';

/** Arguments of `get_invoice_status`. */
export class GetInvoiceStatusInput {
  @IsInvoiceId()
  id: string;
}

/** Data of `get_invoice_status`. */
export class InvoiceStatusData {
  @IsString()
  status: string;
}

/** `get_invoice_status`. */
@ToolProvider()
export class GetInvoiceStatusTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'get_invoice_status',
    title: 'Read the status of an invoice',
    description: 'Tells the status of one invoice. Does not tell more: use get_invoice for that.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    toolset: 'read',
    input: GetInvoiceStatusInput,
    output: InvoiceStatusData,
  })
  async status({ id }: GetInvoiceStatusInput, call: ToolCall): Promise<InvoiceStatusData> {
    const { status } = await this.invoices.get(id, call);
    return { status };
  }
}
