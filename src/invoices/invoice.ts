import { IsOptional, IsString } from 'class-validator';
import { Nested, TextOrNull } from '../mcp/index.js';

/** Every status an invoice can have (API page "Analytics"). */
export const INVOICE_STATUSES = ['draft', 'sent', 'paid', 'overdue', 'canceled'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Statuses an invoice can be created with (API page "Create and send"). */
export const INITIAL_STATUSES = ['draft', 'sent'] as const;
export type InitialStatus = (typeof INITIAL_STATUSES)[number];

/**
 * An invoice as the backend tells it. Only four fields are certain in every answer of every version; fields that are
 * not listed here pass through, their texts made plain. Four tools repeat this schema, so it tells names and types only.
 */
export class Invoice {
  @IsString()
  id: string;

  /** Human-readable, such as INV-2026-0001. */
  @IsOptional()
  @TextOrNull()
  number?: string | null;

  // Not an enumeration: an answer with a status of a newer backend must not fail at the client.
  @IsString()
  status: string;

  /** Decimal text, exactly as the backend wrote it. */
  @IsString()
  amount: string;

  @IsString()
  currency: string;

  @IsOptional()
  @TextOrNull()
  customer_name?: string | null;

  @IsOptional()
  @TextOrNull()
  customer_email?: string | null;

  @IsOptional()
  @TextOrNull()
  customer_wallet?: string | null;

  @IsOptional()
  @TextOrNull()
  external_id?: string | null;

  /** This and the other times are in UTC. */
  @IsOptional()
  @TextOrNull()
  issued_at?: string | null;

  @IsOptional()
  @TextOrNull()
  due_at?: string | null;

  @IsOptional()
  @TextOrNull()
  paid_at?: string | null;
}

/** Data of every tool that answers with one invoice. */
export class InvoiceData {
  @Nested(Invoice)
  invoice: Invoice;
}
