import { LosslessNumber } from 'lossless-json';
import { unprocessable, type ValidationErrorDetail } from '../errors/validation-error.js';
import { amountError, canonicalAmount, numberText } from './amount.js';
import { isStorable } from './storable-text.js';
import { storedTimestamp } from './timestamp.js';

/** Stands for a body that is not JSON. */
export class UnreadableBody {}

/** Reads fields of a body as pydantic does: unknown fields are ignored, and all errors are reported at once. */
export class BodyReader {
  private readonly fields: Record<string, unknown>;
  private readonly errors: ValidationErrorDetail[] = [];

  constructor(
    body: unknown,
    private readonly at: ValidationErrorDetail['loc'] = ['body'],
  ) {
    if (body instanceof UnreadableBody)
      throw unprocessable([{ type: 'json_invalid', loc: [...at, 0], msg: 'JSON decode error', input: {} }]);
    if (body === undefined) throw unprocessable([{ type: 'missing', loc: at, msg: 'Field required', input: null }]);
    if (typeof body !== 'object' || body === null || Array.isArray(body) || body instanceof LosslessNumber) {
      const msg = 'Input should be a valid dictionary or object to extract fields from';
      throw unprocessable([{ type: 'model_attributes_type', loc: at, msg, ...inputOf(body) }]);
    }
    this.fields = body as Record<string, unknown>;
  }

  /** Throws a 422 when any field read so far was invalid. */
  throwIfInvalid(): void {
    if (this.errors.length > 0) throw unprocessable(this.errors);
  }

  /** Records an error of a field. */
  addError(name: string, type: string, msg: string): null {
    this.errors.push({ type, loc: [...this.at, name], msg, ...inputOf(this.fields[name]) });
    return null;
  }

  requiredText(name: string, maxLength: number): string {
    return this.isAbsent(name) ? this.addMissing(name) : (this.text(name, maxLength) ?? '');
  }

  text(name: string, maxLength: number): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.fields[name];
    if (typeof value !== 'string') return this.addError(name, 'string_type', 'Input should be a valid string');
    const text = value.trim();
    if (text === '') return this.addError(name, 'string_too_short', 'String should have at least 1 character');
    if (text.length > maxLength)
      return this.addError(name, 'string_too_long', `String should have at most ${maxLength} characters`);
    return isStorable(text) ? text : this.addError(name, 'string_unicode', 'Input should be valid Unicode without NUL');
  }

  matching(name: string, pattern: RegExp, message: string): string | null {
    const text = this.text(name, 320);
    return text === null || pattern.test(text) ? text : this.addError(name, 'value_error', message);
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    if (this.isAbsent(name)) return fallback;
    const found = values.find((value) => value === this.fields[name]);
    if (found === undefined)
      this.addError(name, 'literal_error', `Input should be ${values.map((value) => `'${value}'`).join(' or ')}`);
    return found ?? fallback;
  }

  requiredOneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
    if (this.isAbsent(name)) this.addMissing(name);
    return this.oneOf(name, values, values[0]);
  }

  integer(name: string, fallback: number, [min, max]: readonly [number, number]): number {
    if (this.isAbsent(name)) return fallback;
    const value = this.fields[name];
    const number = value instanceof LosslessNumber ? Number(value.value) : Number.NaN;
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    this.addError(name, 'int_type', `Input should be an integer from ${min} to ${max}`);
    return fallback;
  }

  amount(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const text = numberText(this.fields[name]);
    const error = amountError(text);
    if (text === undefined || error) return this.addError(name, error?.type ?? '', error?.msg ?? '');
    return canonicalAmount(text);
  }

  requiredAmount(name: string): string {
    return this.isAbsent(name) ? this.addMissing(name) : (this.amount(name) ?? '');
  }

  timestamp(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.fields[name];
    const stored = typeof value === 'string' ? storedTimestamp(value) : undefined;
    return stored ?? this.addError(name, 'datetime_from_date_parsing', 'Input should be a valid datetime');
  }

  private isAbsent(name: string): boolean {
    return (this.fields[name] ?? null) === null;
  }

  private addMissing(name: string): string {
    this.errors.push({ type: 'missing', loc: [...this.at, name], msg: 'Field required', input: null });
    return '';
  }
}

/** The `input` that an error quotes: numbers as written, and no nested values, whose size is unbounded. */
function inputOf(value: unknown): { input?: unknown } {
  if (value instanceof LosslessNumber) return { input: value.value };
  return typeof value === 'object' && value !== null ? {} : { input: value };
}
