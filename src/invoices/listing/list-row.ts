import { sanitizeText } from '../sanitize/sanitize-text.js';
import type { Invoice } from '../invoice.js';

/** A row of a list: the id, and what else was asked for. */
export type ListRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Fields that every answer may hold, by which rows can be narrowed or widened. */
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

/** Asks for whole invoices, with the fields that this version does not know. */
export const ALL_FIELDS = 'all';

/** What an agent needs for most questions; each further field costs tokens in every row. */
const COMPACT: readonly string[] = ['number', 'status', 'amount', 'currency', 'customer_name', 'due_at'];

/** Characters of one text of a row; `get_invoice` tells more. */
const MAX_TEXT = 200;

/** The row of an invoice with the fields that were asked for, a few by default. */
export function listRow(invoice: Invoice, fields: readonly string[] = COMPACT): ListRow {
  const names = fields.includes(ALL_FIELDS) ? Object.keys(invoice) : ['id', ...fields];
  const entries = names.filter((name) => name in invoice).map((name) => [name, short(invoice[name as keyof Invoice])]);
  return { ...(Object.fromEntries(entries) as Record<string, unknown>), id: invoice.id };
}

const FRACTION = /(?<=^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+(?=Z$)/;

/** A text cut, and a time without its fraction of a second. */
const short = (value: unknown): unknown =>
  typeof value === 'string' ? sanitizeText(value, MAX_TEXT).replace(FRACTION, '') : value;
