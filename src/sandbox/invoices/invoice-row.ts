import { responseTimestamp } from './timestamp.js';

/** Status as stored. */
export type StoredStatus = 'draft' | 'sent' | 'paid' | 'canceled';

/** A row of the invoices table, with the effective status: `overdue` is computed from the due date. */
export interface InvoiceRow {
  readonly seq: number;
  readonly id: string;
  readonly organization_id: string;
  readonly number: string;
  readonly external_id: string | null;
  readonly customer_name: string;
  readonly customer_email: string | null;
  readonly customer_wallet: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly status: StoredStatus | 'overdue';
  readonly issued_at: string;
  readonly due_at: string | null;
  readonly paid_at: string | null;
  readonly amount_paid: string | null;
  readonly payment_reference: string | null;
  readonly canceled_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Converts a row to the invoice object of the API. */
export function toResource({ seq: _seq, ...row }: InvoiceRow): Omit<InvoiceRow, 'seq'> {
  return {
    ...row,
    issued_at: responseTimestamp(row.issued_at) ?? row.issued_at,
    due_at: responseTimestamp(row.due_at),
    paid_at: responseTimestamp(row.paid_at),
    canceled_at: responseTimestamp(row.canceled_at),
    created_at: responseTimestamp(row.created_at) ?? row.created_at,
    updated_at: responseTimestamp(row.updated_at) ?? row.updated_at,
  };
}
