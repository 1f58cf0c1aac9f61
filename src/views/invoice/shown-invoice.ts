import { textOf, type Fields } from '../host/tool-response.js';

/** An invoice as the views show it. Fields that the backend left out are undefined. */
export interface ShownInvoice {
  readonly id: string;
  readonly number: string | undefined;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly customer: string | undefined;
  readonly email: string | undefined;
  readonly wallet: string | undefined;
  readonly externalId: string | undefined;
  readonly issuedAt: string | undefined;
  readonly dueAt: string | undefined;
  readonly paidAt: string | undefined;
  readonly canceledAt: string | undefined;
  readonly amountPaid: string | undefined;
  readonly reference: string | undefined;
}

/** Converts an invoice of a tool response, or a row of a list. */
export const shownInvoice = (fields: Fields): ShownInvoice => ({
  id: textOf(fields, 'id') ?? '',
  number: textOf(fields, 'number'),
  status: textOf(fields, 'status') ?? '',
  amount: textOf(fields, 'amount') ?? '',
  currency: textOf(fields, 'currency') ?? '',
  customer: textOf(fields, 'customer_name'),
  email: textOf(fields, 'customer_email'),
  wallet: textOf(fields, 'customer_wallet'),
  externalId: textOf(fields, 'external_id'),
  issuedAt: textOf(fields, 'issued_at'),
  dueAt: textOf(fields, 'due_at'),
  paidAt: textOf(fields, 'paid_at'),
  canceledAt: textOf(fields, 'canceled_at'),
  amountPaid: textOf(fields, 'amount_paid'),
  reference: textOf(fields, 'payment_reference'),
});
