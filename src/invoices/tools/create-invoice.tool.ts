import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { CreationPrompt } from '../confirmation/creation.prompt.js';
import { IsDateTime, NotBefore } from '../date-time.js';
import { INITIAL_STATUSES, InvoiceData, type InitialStatus } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { currencyCode, IsAmount } from '../money.js';
import { INVOICES_WRITE } from '../scopes.js';
import { INVOICE_VIEW } from '../view-addresses.js';

/** Arguments of `create_invoice`. */
export class CreateInvoiceInput {
  @IsTrimmedString()
  @Length(1, 200)
  @JSONSchema({ description: 'Legal name' })
  customer_name: string;

  @IsAmount('Total to be paid, in units of the currency (not cents): at most 15 digits, 6 of them decimals')
  amount: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? currencyCode(value) : value))
  @IsString()
  @Matches(/^[A-Za-z]{3,5}$/, { message: 'must be a currency code of 3 to 5 letters, such as EUR, USD, SAT or USDC' })
  @JSONSchema({ description: 'Currency code, such as EUR, USD, SAT or USDC' })
  currency: string;

  @IsOptional()
  @IsTrimmedString()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @JSONSchema({ description: 'Billing address; Orvion may send the invoice there' })
  customer_email?: string;

  @IsOptional()
  @IsTrimmedString()
  @Length(1, 2000)
  @JSONSchema({ description: 'Wallet address or other payment identifier' })
  customer_wallet?: string;

  @IsOptional()
  @IsDateTime('RFC 3339 with offset. Default: now')
  issued_at?: string;

  @IsOptional()
  @IsDateTime('RFC 3339 with offset')
  @NotBefore('issued_at')
  due_at?: string;

  @IsOptional()
  @IsTrimmedString()
  @Length(1, 200)
  @JSONSchema({
    description: 'Your own stable reference, such as an order number: never random, and the same when you try again',
  })
  external_id?: string;

  @IsOptional()
  @IsIn(INITIAL_STATUSES)
  @JSONSchema({
    type: 'string',
    default: 'sent',
    description: 'draft: only saved. sent: also delivered to the customer',
  })
  status?: InitialStatus;
}

/** `create_invoice`. */
@ToolProvider()
export class CreateInvoiceTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'create_invoice',
    title: 'Create an invoice',
    description:
      'Creates one invoice and, unless status is "draft", sends it to the customer at once. ' +
      'Pass a stable external_id and reuse it when you repeat the call: without it two calls make two invoices; with ' +
      'one that exists, that invoice is updated instead. Does not take payments, line items or taxes, and does not change a paid or ' +
      'canceled invoice.',
    // Destructive, because a known external_id overwrites an invoice.
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    scope: INVOICES_WRITE,
    toolset: 'create',
    input: CreateInvoiceInput,
    output: InvoiceData,
    view: INVOICE_VIEW,
    confirm: { when: 'writes', prompt: CreationPrompt, message: 'Create this invoice?' },
  })
  async create({ status = 'sent', ...invoice }: CreateInvoiceInput, call: ToolCall): Promise<InvoiceData> {
    // If a confirmation reaches two replicas, its id makes both creates the same invoice.
    const { confirmationId } = call;
    const external_id = invoice.external_id ?? (confirmationId && `confirmed-${confirmationId}`);
    // The API's default is draft, so the status is always sent.
    const created = await this.invoices.create({ ...invoice, external_id, status }, call);
    call.subject = created.id;
    return { invoice: created };
  }
}
