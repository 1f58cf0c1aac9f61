import { parse } from 'lossless-json';

/** A fraction, an exponent or more digits than a double holds, where a JSON number can stand. */
const DELICATE_NUMBER = /[:,[]\s*-?(?:\d+[.eE]|\d{16})/;

/** Parses JSON text, numbers by the given function. Throws on text that is not JSON, and on duplicate names. */
export const parseWithNumbers = (text: string, parseNumber: (literal: string) => unknown): unknown =>
  parse(text, undefined, { parseNumber });

/** Whether a double keeps a number in value and in writing; `120.00` and 17 digits are not kept. */
export const isExactDouble = (literal: string): boolean => String(Number(literal)) === literal;

/**
 * Parses JSON without changing a digit of any number: what a double would change stays text. Bodies that hold amounts as
 * strings, the documented form, take the fast way. Throws on text that is not JSON.
 */
export const parseExact = (text: string): unknown =>
  DELICATE_NUMBER.test(text)
    ? parseWithNumbers(text, (literal) => (isExactDouble(literal) ? Number(literal) : literal))
    : (JSON.parse(text) as unknown);
