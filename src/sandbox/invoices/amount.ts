import { LosslessNumber } from 'lossless-json';
import type { ValidationErrorDetail } from '../errors/validation-error.js';

const DECIMAL = /^(-)?(\d+)(?:\.(\d+))?$/;
const MAX_DIGITS = 15;
const MAX_DECIMALS = 6;
const MICRO = 10n ** BigInt(MAX_DECIMALS);

/** Text of a JSON number or string with all digits as sent; undefined for anything else. */
export const numberText = (value: unknown): string | undefined =>
  value instanceof LosslessNumber ? value.value : typeof value === 'string' ? value.trim() : undefined;

/** The validation error of an amount, or undefined when it is valid. */
export function amountError(text: string | undefined): Pick<ValidationErrorDetail, 'type' | 'msg'> | undefined {
  const [, minus, whole = '', decimals = ''] = DECIMAL.exec(text ?? '') ?? [];
  if (whole === '') return { type: 'decimal_parsing', msg: 'Input should be a valid decimal' };
  if (minus || !/[1-9]/.test(whole + decimals)) return { type: 'greater_than', msg: 'Input should be greater than 0' };
  if (decimals.length > MAX_DECIMALS)
    return { type: 'decimal_max_places', msg: `Decimal input should have no more than ${MAX_DECIMALS} decimal places` };
  if ((whole.replace(/^0+/, '') + decimals).length > MAX_DIGITS)
    return { type: 'decimal_max_digits', msg: `Decimal input should have no more than ${MAX_DIGITS} digits in total` };
  return undefined;
}

/** Converts an amount to millionths, for exact sums. */
export function toMicros(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.split('.');
  return BigInt(whole) * MICRO + BigInt(decimals.padEnd(MAX_DECIMALS, '0'));
}

/** Converts millionths to decimal text with two to six decimals, the form of amounts in responses. */
export function fromMicros(micros: bigint): string {
  const decimals = (micros % MICRO).toString().padStart(MAX_DECIMALS, '0');
  const kept = decimals.slice(0, 2) + decimals.slice(2).replace(/0+$/, '');
  return `${micros / MICRO}.${kept}`;
}

/** Normalizes an amount to the form in which it is stored and returned. */
export const canonicalAmount = (text: string): string => fromMicros(toMicros(text));
