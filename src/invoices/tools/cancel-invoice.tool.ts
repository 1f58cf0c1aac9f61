import { IsBoolean, IsOptional, Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { CancellationPrompt } from '../confirmation/cancellation.prompt.js';
import { InvoiceData } from '../invoice.js';
import { IsInvoiceId } from '../invoice-id.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { INVOICES_WRITE } from '../scopes.js';
import { cancelInvoice } from '../transitions/cancel-invoice.js';
import { INVOICE_VIEW } from '../view-addresses.js';

/** Arguments of `cancel_invoice`. */
export class CancelInvoiceInput {
  @IsInvoiceId()
  id: string;

  @IsOptional()
  @IsTrimmedString()
  @Length(1, 500)
  @JSONSchema({ description: 'Why, passed on to Orvion' })
  reason?: string;
}

/** Data of `cancel_invoice`. */
export class CanceledInvoiceData extends InvoiceData {
  @IsBoolean()
  already_canceled: boolean;
}

/** `cancel_invoice`. */
@ToolProvider()
export class CancelInvoiceTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'cancel_invoice',
    title: 'Cancel an invoice',
    description:
      'Cancels a draft, sent or overdue invoice for good: it can never be paid or reopened. Repeating the call is safe: one ' +
      'that is canceled already is reported with already_canceled. Does not delete it or move money, and refuses paid invoices.',
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_WRITE,
    toolset: 'cancel',
    input: CancelInvoiceInput,
    output: CanceledInvoiceData,
    view: INVOICE_VIEW,
    confirm: {
      when: 'destructive',
      prompt: CancellationPrompt,
      message: 'Cancel this invoice? That is final: it can never be paid or reopened.',
    },
  })
  async cancel({ id, reason }: CancelInvoiceInput, call: ToolCall): Promise<CanceledInvoiceData> {
    call.subject = id;
    return cancelInvoice(this.invoices, id, reason, call);
  }
}
