import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ListOf, TextOrNull, Tool, ToolProvider, type ToolCall } from '../../mcp/index.js';
import { IsDay } from '../day.js';
import { INVOICE_STATUSES, type InvoiceStatus } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { decodeCursor, encodeCursor } from '../listing/list-cursor.js';
import type { ListRow } from '../listing/list-row.js';
import { IsRowFields, ListRowShape } from '../listing/row-fields.js';
import { scanInvoices } from '../listing/scan-invoices.js';
import { INVOICES_READ } from '../scopes.js';
import { INVOICE_LIST_VIEW } from '../view-addresses.js';

const DEFAULT_LIMIT = 20;

/** Arguments of `list_invoices`. */
export class ListInvoicesInput {
  @IsOptional()
  @IsIn(INVOICE_STATUSES)
  @JSONSchema({ type: 'string', description: 'Only in this status' })
  status?: InvoiceStatus;

  @IsOptional()
  @IsTrimmedString()
  @Length(1, 200)
  @JSONSchema({ description: 'Text in the customer name or the invoice number' })
  search?: string;

  @IsOptional()
  @IsTrimmedString()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @JSONSchema({ description: 'Exactly this billing address' })
  customer_email?: string;

  @IsOptional()
  @IsDay('First day of issue, UTC, included')
  issued_from?: string;

  @IsOptional()
  @IsDay('Last day of issue, UTC, included')
  issued_to?: string;

  @IsOptional()
  @IsDay('Due before this day, UTC')
  due_before?: string;

  @IsOptional()
  @IsRowFields()
  fields?: string[];

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  @JSONSchema({ default: DEFAULT_LIMIT, description: 'How many at most' })
  limit?: number;

  @IsOptional()
  @IsTrimmedString()
  @Length(1, 100)
  @JSONSchema({ description: 'next_cursor of the previous page' })
  cursor?: string;
}

/** Data of `list_invoices`. */
export class InvoiceList {
  @ListOf(ListRowShape)
  invoices: ListRow[];

  @IsBoolean()
  has_more: boolean;

  @TextOrNull()
  next_cursor: string | null;

  @IsInt()
  @JSONSchema({ description: 'Invoices looked at for this page' })
  rows_scanned: number;

  @IsBoolean()
  @JSONSchema({ description: 'Whether the end of the list was reached' })
  scan_complete: boolean;
}

/** `list_invoices`. */
@ToolProvider()
export class ListInvoicesTool {
  constructor(private readonly invoices: InvoicesApiService) {}

  @Tool({
    name: 'list_invoices',
    title: 'List and search invoices',
    description:
      'Lists or searches invoices; filters can be combined. Changes nothing. ' +
      'Does not add up amounts: use get_invoice_summary. While has_more is true, go on with next_cursor and the same filters, ' +
      'even after an empty page. Read all pages of a status before you change any of its invoices: those that ' +
      'leave it move the others up, past the next page.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    toolset: 'read',
    input: ListInvoicesInput,
    output: InvoiceList,
    view: INVOICE_LIST_VIEW,
  })
  async list(
    { limit = DEFAULT_LIMIT, cursor, fields, ...filter }: ListInvoicesInput,
    call: ToolCall,
  ): Promise<InvoiceList> {
    const scan = { filter, position: decodeCursor(cursor, filter), limit, fields };
    const { rows, scanned, next } = await scanInvoices(this.invoices, scan, call);
    return {
      invoices: rows,
      has_more: next !== undefined,
      next_cursor: next ? encodeCursor(next, filter) : null,
      rows_scanned: scanned,
      scan_complete: next === undefined,
    };
  }
}
