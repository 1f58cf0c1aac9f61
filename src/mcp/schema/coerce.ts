import 'reflect-metadata';
import type { Type } from '@nestjs/common';

/** Converts a value to the declared type of its property where nothing is lost, and otherwise leaves it to validation. */
export type Coerce = (value: unknown) => unknown;

const DECIMAL = /^-?\d+(\.\d+)?$/;

const toNumber: Coerce = (value) =>
  typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value.trim()) : value;

const toBoolean: Coerce = (value) => (value === 'true' ? true : value === 'false' ? false : value);

const unchanged: Coerce = (value) => value;

/**
 * The coercion of one property. Models and clients often send `"20"` for 20 and `"true"` for true. The declared type
 * decides, so amounts, which are declared as text, never become binary numbers.
 */
export function coercionFor(target: Type, property: string): Coerce {
  const declared: unknown = Reflect.getMetadata('design:type', target.prototype as object, property);
  if (declared === Number) return toNumber;
  if (declared === Boolean) return toBoolean;
  return unchanged;
}
