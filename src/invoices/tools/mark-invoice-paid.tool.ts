import { IsOptional, Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ToolProvider } from '../../mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../mcp/decorators/tool.decorator.js';
import type { ToolCall } from '../../mcp/invocation/tool-call.js';
import { IsDateTime } from '../date-time.js';
import { InvoiceData } from '../invoice.js';
import { IsInvoiceId } from '../invoice-id.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { IsAmount } from '../money.js';
import { Trimmed } from '../trimmed.js';

/** Arguments of `mark_invoice_paid`. */
export class MarkInvoicePaidInput {
  @IsInvoiceId()
  id: string;

  @IsOptional()
  @IsDateTime('When the money arrived, RFC 3339 with offset. Default: now')
  paid_at?: string;

  @IsOptional()
  @IsAmount("What was paid, in units of the invoice's currency. Default: the invoice's amount")
  amount_paid?: string;

  @IsOptional()
  @Trimmed()
  @Length(1, 200)
  @JSONSchema({ description: 'Reference of the payment, such as the one on the bank statement' })
  payment_reference?: string;
}

/** `mark_invoice_paid`. */
@ToolProvider()
export class MarkInvoicePaidTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'mark_invoice_paid',
    title: 'Mark an invoice as paid',
    description:
      'Records that an invoice which was sent, or is overdue, has been paid. This is final: a paid invoice cannot be ' +
      'changed back. Does not move money, and refuses drafts, canceled invoices and those already paid.',
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: MarkInvoicePaidInput,
    output: InvoiceData,
  })
  async markPaid({ id, ...payment }: MarkInvoicePaidInput, call: ToolCall): Promise<InvoiceData> {
    return { invoice: await this.invoices.markPaid(id, payment, call) };
  }
}
