import { parse } from 'lossless-json';

/** A fraction, an exponent or more digits than a double holds, where a JSON number can stand. */
const DELICATE_NUMBER = /[:,[]\s*-?(?:\d+[.eE]|\d{16})/;

/** A number that a double changes in value or in writing (`120.00`, 17 digits) stays text. */
const exactNumber = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text);

/**
 * Parses JSON without changing a digit of any number. Bodies that hold amounts as strings, the documented form, take
 * the fast way. Throws on text that is not JSON.
 */
export const parseExact = (text: string): unknown =>
  DELICATE_NUMBER.test(text) ? parse(text, undefined, { parseNumber: exactNumber }) : (JSON.parse(text) as unknown);
