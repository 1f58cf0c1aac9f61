import { BodyReader } from './body-reader.js';

const CURRENCY = /^[A-Za-z]{3,5}$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** Validated body of a create, ready to be stored. */
export interface NewInvoice {
  readonly external_id: string | null;
  readonly customer_name: string;
  readonly customer_email: string | null;
  readonly customer_wallet: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly issued_at: string | null;
  readonly due_at: string | null;
  readonly status: 'draft' | 'sent';
}

/** Validated body of mark-paid; null fields are filled in from the invoice and the clock. */
export interface Payment {
  readonly paid_at: string | null;
  readonly amount_paid: string | null;
  readonly payment_reference: string | null;
}

/** Reads the body of `POST /invoices`. Throws a 422. */
export function readNewInvoice(body: unknown): NewInvoice {
  const reader = new BodyReader(body);
  const invoice: NewInvoice = {
    external_id: reader.text('external_id', 200),
    customer_name: reader.requiredText('customer_name', 200),
    customer_email: reader.matching('customer_email', EMAIL, 'value is not a valid email address'),
    customer_wallet: reader.text('customer_wallet', 2000),
    amount: reader.requiredAmount('amount'),
    currency: readCurrency(reader),
    issued_at: reader.timestamp('issued_at'),
    due_at: reader.timestamp('due_at'),
    status: reader.oneOf('status', ['draft', 'sent'], 'draft'),
  };
  reader.throwIfInvalid();
  return invoice;
}

/** Reads the body of mark-paid, which may be absent. Throws a 422. */
export function readPayment(body: unknown): Payment {
  const reader = new BodyReader(body ?? {});
  const payment: Payment = {
    paid_at: reader.timestamp('paid_at'),
    amount_paid: reader.amount('amount_paid'),
    payment_reference: reader.text('payment_reference', 200),
  };
  reader.throwIfInvalid();
  return payment;
}

/** Validates the body of cancel, of which nothing is stored. Throws a 422. */
export function readCancellation(body: unknown): void {
  const reader = new BodyReader(body ?? {});
  reader.text('reason', 1000);
  reader.throwIfInvalid();
}

function readCurrency(reader: BodyReader): string {
  const required = reader.requiredText('currency', 320);
  if (required === '') return required;
  return (
    reader.matching('currency', CURRENCY, 'Input should be a currency code of 3 to 5 letters') ?? ''
  ).toUpperCase();
}
