import 'reflect-metadata';
import type { Type } from '@nestjs/common';

/** Turns a value into the declared type of its property where that loses nothing, else leaves it for validation. */
export type Coerce = (value: unknown) => unknown;

const DECIMAL = /^-?\d+(\.\d+)?$/;

const toNumber: Coerce = (value) =>
  typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value.trim()) : value;

const toBoolean: Coerce = (value) => (value === 'true' ? true : value === 'false' ? false : value);

const unchanged: Coerce = (value) => value;

/**
 * How to take a value of one property: models and clients often send `"20"` for 20 and `"true"` for true.
 * The declared TypeScript type decides, so money, which is text in our classes, is never made a binary number.
 */
export function coercionFor(target: Type, property: string): Coerce {
  const declared: unknown = Reflect.getMetadata('design:type', target.prototype as object, property);
  if (declared === Number) return toNumber;
  if (declared === Boolean) return toBoolean;
  return unchanged;
}
