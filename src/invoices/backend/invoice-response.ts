import type { Invoice } from '../invoice.js';
import { currencyCode } from '../money.js';
import { boundedData } from '../sanitize/sanitize-data.js';
import { sanitizeText } from '../sanitize/sanitize-text.js';

const MAX_ID = 128;
/** Characters of a status, a currency or an amount; real ones are far shorter. */
const MAX_WORD = 64;
/** Characters of all unknown fields together, so that the size of an invoice is bounded. */
const MAX_UNKNOWN = 8_000;

/** Thrown when a response is JSON, but not of the shape that the endpoint promises. */
export class UnexpectedShape extends Error {
  override readonly name = 'UnexpectedShape';
}

/** Fields that our output schema promises as text or null. */
const TEXTS = [
  'number',
  'customer_name',
  'customer_email',
  'customer_wallet',
  'external_id',
  'issued_at',
  'due_at',
  'paid_at',
] as const satisfies readonly (keyof Invoice)[];

/**
 * Reads an invoice from a parsed response, sanitizes its texts and keeps unknown fields. Known fields of another type
 * become text: clients reject results that break the output schema, and a successful write would look failed. Throws
 * `UnexpectedShape`.
 */
export function readInvoice(value: unknown): Invoice {
  if (!isRecord(value)) throw new UnexpectedShape();
  const { id, status, amount, currency, ...rest } = value;
  if (typeof id !== 'string' || typeof status !== 'string' || typeof currency !== 'string') throw new UnexpectedShape();
  const known: Record<string, string | null> = {};
  const unknown: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(rest)) {
    if (isText(name)) known[name] = textOrNull(field);
    else unknown[name] = field;
  }
  return {
    id: sanitizeText(id, MAX_ID),
    status: sanitizeText(status, MAX_WORD),
    amount: sanitizeText(amountText(amount), MAX_WORD),
    currency: sanitizeText(currencyCode(currency), MAX_WORD),
    ...known,
    ...boundedData(unknown, MAX_UNKNOWN),
  };
}

/** Reads the bare array that the list endpoint returns. Throws `UnexpectedShape`. */
export function readInvoices(value: unknown): Invoice[] {
  if (!Array.isArray(value)) throw new UnexpectedShape();
  return value.map(readInvoice);
}

/** A report whose fields are not documented and not yet sanitized. */
export type Report = Readonly<Record<string, unknown>>;

/** Reads a response of undocumented shape; a value that is not an object becomes one field. */
export const readReport = (value: unknown): Report => (isRecord(value) ? value : { answer: value });

function amountText(amount: unknown): string {
  // The exact parser returns a number only when its text round-trips; other numbers arrive as text.
  if (typeof amount === 'number') return String(amount);
  if (typeof amount === 'string') return amount;
  throw new UnexpectedShape();
}

const isText = (name: string): boolean => (TEXTS as readonly string[]).includes(name);

const textOrNull = (value: unknown): string | null =>
  value === null ? null : sanitizeText(typeof value === 'string' ? value : JSON.stringify(value));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
