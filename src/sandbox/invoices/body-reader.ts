import { LosslessNumber } from 'lossless-json';
import { unprocessable, type ValidationFault } from '../errors/validation-fault.js';
import { amountFault, canonicalAmount, numberText } from './amount.js';
import { storedTimestamp } from './timestamp.js';

/** Stands for a body that is not JSON. */
export class UnreadableBody {}

/** Reads fields of a body as pydantic does: unknown ones are ignored, and all faults are answered at once. */
export class BodyReader {
  private readonly fields: Record<string, unknown>;
  private readonly faults: ValidationFault[] = [];

  constructor(body: unknown) {
    if (body instanceof UnreadableBody) {
      throw unprocessable([{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }]);
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body) || body instanceof LosslessNumber) {
      const msg = 'Input should be a valid dictionary or object to extract fields from';
      throw unprocessable([{ type: 'model_attributes_type', loc: ['body'], msg, input: shown(body) }]);
    }
    this.fields = body as Record<string, unknown>;
  }

  /** Throws the 422 when any field read so far was wrong. */
  done(): void {
    if (this.faults.length > 0) throw unprocessable(this.faults);
  }

  requiredText(name: string, maxLength: number): string {
    return this.isAbsent(name) ? this.missing(name) : (this.text(name, maxLength) ?? '');
  }

  text(name: string, maxLength: number): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.fields[name];
    if (typeof value !== 'string') return this.fault(name, 'string_type', 'Input should be a valid string');
    const text = value.trim();
    if (text === '') return this.fault(name, 'string_too_short', 'String should have at least 1 character');
    if (text.length > maxLength)
      return this.fault(name, 'string_too_long', `String should have at most ${maxLength} characters`);
    return text;
  }

  matching(name: string, pattern: RegExp, message: string): string | null {
    const text = this.text(name, 320);
    return text === null || pattern.test(text) ? text : this.fault(name, 'value_error', message);
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    if (this.isAbsent(name)) return fallback;
    const found = values.find((value) => value === this.fields[name]);
    if (found === undefined)
      this.fault(name, 'literal_error', `Input should be ${values.map((value) => `'${value}'`).join(' or ')}`);
    return found ?? fallback;
  }

  amount(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const text = numberText(this.fields[name]);
    const message = amountFault(text);
    if (text === undefined || message !== undefined) return this.fault(name, 'decimal_parsing', message ?? '');
    return canonicalAmount(text);
  }

  requiredAmount(name: string): string {
    return this.isAbsent(name) ? this.missing(name) : (this.amount(name) ?? '');
  }

  timestamp(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.fields[name];
    const stored = typeof value === 'string' ? storedTimestamp(value) : undefined;
    return stored ?? this.fault(name, 'datetime_from_date_parsing', 'Input should be a valid datetime');
  }

  private isAbsent(name: string): boolean {
    return (this.fields[name] ?? null) === null;
  }

  private missing(name: string): string {
    this.faults.push({ type: 'missing', loc: ['body', name], msg: 'Field required', input: null });
    return '';
  }

  private fault(name: string, type: string, msg: string): null {
    this.faults.push({ type, loc: ['body', name], msg, input: shown(this.fields[name]) });
    return null;
  }
}

/** What an error repeats of the input, with numbers as they were written. */
const shown = (value: unknown): unknown => (value instanceof LosslessNumber ? value.value : value);
