import { IsBoolean, IsOptional, Length } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { PaymentPrompt } from '../confirmation/payment.prompt.js';
import { IsDateTime } from '../date-time.js';
import { InvoiceData } from '../invoice.js';
import { IsInvoiceId } from '../invoice-id.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { IsAmount } from '../money.js';
import { INVOICES_WRITE } from '../scopes.js';
import { recordPayment } from '../transitions/record-payment.js';
import { INVOICE_VIEW } from '../view-addresses.js';

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
  @IsTrimmedString()
  @Length(1, 200)
  @JSONSchema({ description: 'Reference of the payment, such as the one on the bank statement' })
  payment_reference?: string;
}

/** Data of `mark_invoice_paid`. */
export class PaidInvoiceData extends InvoiceData {
  @IsBoolean()
  @JSONSchema({ description: 'True when this very payment stood there before the call, so that nothing was changed' })
  already_paid: boolean;
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
      'changed back. Repeating the call is safe: a payment that is already recorded is reported with already_paid. ' +
      'Does not move money, and refuses drafts, canceled invoices and those paid with another reference or amount.',
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_WRITE,
    toolset: 'pay',
    input: MarkInvoicePaidInput,
    output: PaidInvoiceData,
    view: INVOICE_VIEW,
    confirm: {
      when: 'destructive',
      prompt: PaymentPrompt,
      message: 'Mark this invoice as paid? That is final: a paid invoice cannot be changed back. No money is moved.',
    },
  })
  async markPaid({ id, ...payment }: MarkInvoicePaidInput, call: ToolCall): Promise<PaidInvoiceData> {
    call.subject = id;
    return recordPayment(this.invoices, id, payment, call);
  }
}
