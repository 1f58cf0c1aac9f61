import type { Invoice } from '../invoice.js';
import { sanitizeText } from '../sanitize/sanitize-text.js';

/** A row of a list: the id and the requested fields. */
export type ListRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Names of the fields that a caller can request for each row. */
export const ROW_FIELDS = [
  'number',
  'status',
  'amount',
  'currency',
  'customer_name',
  'customer_email',
  'customer_wallet',
  'external_id',
  'issued_at',
  'due_at',
  'paid_at',
] as const satisfies readonly (keyof Invoice)[];

/** Requests complete invoices, unknown fields included. */
export const ALL_FIELDS = 'all';

/** The default fields, enough for most tasks; each further field costs tokens in every row. */
const COMPACT: readonly string[] = ['number', 'status', 'amount', 'currency', 'customer_name', 'due_at'];

/** Characters of one text in a row; `get_invoice` returns more. */
const MAX_TEXT = 200;

/** Makes a row of an invoice with the requested fields. */
export function listRow(invoice: Invoice, fields: readonly string[] = COMPACT): ListRow {
  const names = fields.includes(ALL_FIELDS) ? Object.keys(invoice) : ['id', ...fields];
  const entries = names
    .filter((name) => name in invoice)
    .map((name) => [name, shorten(invoice[name as keyof Invoice])]);
  return { ...(Object.fromEntries(entries) as Record<string, unknown>), id: invoice.id };
}

const FRACTION = /(?<=^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+(?=Z$)/;

/** Cuts texts, and removes fractions of a second from timestamps. */
const shorten = (value: unknown): unknown =>
  typeof value === 'string' ? sanitizeText(value, MAX_TEXT).replace(FRACTION, '') : value;
