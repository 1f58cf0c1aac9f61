import { IsOptional, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Nested, TextOrNull } from '../mcp/decorators/output.decorators.js';

/** Every status an invoice can have (API page "Analytics"). */
export const INVOICE_STATUSES = ['draft', 'sent', 'paid', 'overdue', 'canceled'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Statuses an invoice can be created with (API page "Create and send"). */
export const INITIAL_STATUSES = ['draft', 'sent'] as const;
export type InitialStatus = (typeof INITIAL_STATUSES)[number];

/**
 * An invoice as the backend tells it. Only four fields are certain in every answer of every version; fields that are
 * not listed here pass through untouched.
 */
export class Invoice {
  @IsString()
  @JSONSchema({ description: 'Identifier that the other tools take' })
  id: string;

  @IsOptional()
  @TextOrNull('Human-readable number, such as INV-2026-0001')
  number?: string | null;

  // Not an enumeration: an answer with a status of a newer backend must not fail at the client.
  @IsString()
  @JSONSchema({ description: `One of ${INVOICE_STATUSES.join(', ')}` })
  status: string;

  @IsString()
  @JSONSchema({ description: 'Decimal text, exactly as the backend wrote it' })
  amount: string;

  @IsString()
  @JSONSchema({ description: 'Currency code, such as EUR, USD, SAT or USDC' })
  currency: string;

  @IsOptional()
  @TextOrNull('Name of the customer')
  customer_name?: string | null;

  @IsOptional()
  @TextOrNull('Billing address of the customer')
  customer_email?: string | null;

  @IsOptional()
  @TextOrNull('Wallet or other payment identifier of the customer')
  customer_wallet?: string | null;

  @IsOptional()
  @TextOrNull("The caller's own reference")
  external_id?: string | null;

  @IsOptional()
  @TextOrNull('When it was issued, in UTC')
  issued_at?: string | null;

  @IsOptional()
  @TextOrNull('When it is due, in UTC')
  due_at?: string | null;

  @IsOptional()
  @TextOrNull('When it was paid, in UTC; null until then')
  paid_at?: string | null;
}

/** Data of every tool that answers with one invoice. */
export class InvoiceData {
  @Nested(Invoice, 'The invoice as it is now')
  invoice: Invoice;
}
