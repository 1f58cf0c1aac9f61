import { parse } from 'lossless-json';

/** A fraction, an exponent or more digits than a double holds, where a JSON number can stand. */
const INEXACT_NUMBER = /[:,[]\s*-?(?:\d+[.eE]|\d{16})/;

/** Parses JSON text and turns each number into what `parseNumber` returns. Throws when the text is not JSON or repeats a name. */
export const parseWithNumbers = (text: string, parseNumber: (literal: string) => unknown): unknown =>
  parse(text, undefined, { parseNumber });

/** Whether a double keeps both the value and the notation of a number. `120.00` and numbers of 17 digits are not kept. */
export const isExactDouble = (literal: string): boolean => String(Number(literal)) === literal;

/**
 * Parses JSON without changing a digit: a number that a double would change becomes a string. Bodies with amounts as
 * strings, the documented form, need no more than `JSON.parse`. Throws when the text is not JSON.
 */
export const parseExact = (text: string): unknown =>
  INEXACT_NUMBER.test(text)
    ? parseWithNumbers(text, (literal) => (isExactDouble(literal) ? Number(literal) : literal))
    : (JSON.parse(text) as unknown);
