import type { Invoice } from '../invoice.js';
import { currencyCode } from '../money.js';

/** Thrown when an answer is JSON, but not what the endpoint promises. */
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
 * Reads an invoice out of a parsed answer. Fields we do not know are kept; known ones of another type are written out as
 * text, since clients refuse an answer that breaks its schema, and a write would look failed. Throws `UnexpectedShape`.
 */
export function readInvoice(value: unknown): Invoice {
  if (!isRecord(value)) throw new UnexpectedShape();
  const { id, status, amount, currency } = value;
  if (typeof id !== 'string' || typeof status !== 'string' || typeof currency !== 'string') throw new UnexpectedShape();
  const texts = Object.fromEntries(
    TEXTS.filter((name) => name in value).map((name) => [name, textOrNull(value[name])]),
  );
  return { ...value, ...texts, id, status, amount: amountText(amount), currency: currencyCode(currency) };
}

/** Reads the bare array that the list endpoint answers with. Throws `UnexpectedShape`. */
export function readInvoices(value: unknown): Invoice[] {
  if (!Array.isArray(value)) throw new UnexpectedShape();
  return value.map(readInvoice);
}

/** Reads an object of a shape that is not documented further. Throws `UnexpectedShape`. */
export function readRecord(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new UnexpectedShape();
  return value;
}

function amountText(amount: unknown): string {
  // The exact parser leaves a number as one only when its text is the very same.
  if (typeof amount === 'number') return String(amount);
  if (typeof amount === 'string') return amount;
  throw new UnexpectedShape();
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' || value === null ? value : JSON.stringify(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
