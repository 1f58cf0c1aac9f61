import type { Invoice } from '../invoice.js';
import { currencyCode } from '../money.js';

/** Thrown when an answer is JSON, but not what the endpoint promises. */
export class UnexpectedShape extends Error {
  override readonly name = 'UnexpectedShape';
}

/** Reads an invoice out of a parsed answer. Fields we do not know are kept. Throws `UnexpectedShape`. */
export function readInvoice(value: unknown): Invoice {
  if (!isRecord(value)) throw new UnexpectedShape();
  const { id, status, amount, currency } = value;
  if (typeof id !== 'string' || typeof status !== 'string' || typeof currency !== 'string') throw new UnexpectedShape();
  return { ...value, id, status, amount: amountText(amount), currency: currencyCode(currency) };
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
