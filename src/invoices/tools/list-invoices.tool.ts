import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ListOf, TextOrNull } from '../../mcp/decorators/output.decorators.js';
import { ToolProvider } from '../../mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../mcp/decorators/tool.decorator.js';
import type { ToolCall } from '../../mcp/invocation/tool-call.js';
import { Invoice, INVOICE_STATUSES, type InvoiceStatus } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { decodeCursor, encodeCursor } from '../listing/list-cursor.js';
import { scanInvoices } from '../listing/scan-invoices.js';
import { Trimmed } from '../trimmed.js';
import { INVOICES_READ } from '../scopes.js';

const DEFAULT_LIMIT = 20;

/** Arguments of `list_invoices`. */
export class ListInvoicesInput {
  @IsOptional()
  @IsIn(INVOICE_STATUSES)
  @JSONSchema({ type: 'string', description: 'Only invoices in this status' })
  status?: InvoiceStatus;

  @IsOptional()
  @Trimmed()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @JSONSchema({ description: 'Only invoices with exactly this billing address' })
  customer_email?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  @JSONSchema({ default: DEFAULT_LIMIT, description: 'How many invoices at most' })
  limit?: number;

  @IsOptional()
  @Trimmed()
  @Length(1, 300)
  @JSONSchema({ description: 'next_cursor of the previous answer, to go on where it ended' })
  cursor?: string;
}

/** Data of `list_invoices`. */
export class InvoiceList {
  @ListOf(Invoice, 'The invoices found, in the order of the backend')
  invoices: Invoice[];

  @IsBoolean()
  @JSONSchema({ description: 'Whether there may be more' })
  has_more: boolean;

  @TextOrNull('Pass it as cursor, with the same filters, to go on; null at the end')
  next_cursor: string | null;
}

/** `list_invoices`. */
@ToolProvider()
export class ListInvoicesTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'list_invoices',
    title: 'List invoices',
    description:
      'Lists invoices of this organisation, by status or billing address if wanted. Changes nothing. ' +
      'Does not add up amounts and knows no total count: while has_more is true, go on with next_cursor, ' +
      'even when a page came back empty. Read all pages of a status before you change any of its invoices: those that ' +
      'leave it move the others up, past the next page.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    input: ListInvoicesInput,
    output: InvoiceList,
  })
  async list({ limit = DEFAULT_LIMIT, cursor, ...filter }: ListInvoicesInput, call: ToolCall): Promise<InvoiceList> {
    const place = decodeCursor(cursor, filter);
    const { status, customer_email } = filter;
    const { invoices, next } = await scanInvoices(this.invoices, { status, customer_email, limit, ...place }, call);
    return { invoices, has_more: next !== undefined, next_cursor: next ? encodeCursor(next, filter) : null };
  }
}
