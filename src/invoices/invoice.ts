import { IsOptional, IsString } from 'class-validator';
import { Nested, TextOrNull } from '../mcp/index.js';

/** Every status an invoice can have (API page "Analytics"). */
export const INVOICE_STATUSES = ['draft', 'sent', 'paid', 'overdue', 'canceled'] as const;

/** Status of an invoice. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Statuses an invoice can be created with (API page "Create and send"). */
export const INITIAL_STATUSES = ['draft', 'sent'] as const;

/** Status of a new invoice. */
export type InitialStatus = (typeof INITIAL_STATUSES)[number];

/**
 * An invoice as the backend returns it. Only four fields are present in every version of the API; unknown fields pass
 * through, sanitized. Four tools repeat this schema, so it has no descriptions.
 */
export class Invoice {
  @IsString()
  id: string;

  /** Human-readable, such as INV-2026-0001. */
  @IsOptional()
  @TextOrNull()
  number?: string | null;

  // Not an enum: a new status of a newer backend must not fail the client's output validation.
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

  /** In UTC, like all timestamps of an invoice. */
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

/** Data of every tool that returns one invoice. */
export class InvoiceData {
  @Nested(Invoice)
  invoice: Invoice;
}
