import { BodyReader } from '../invoices/body-reader.js';
import { unprocessable } from '../errors/validation-fault.js';
import { LosslessNumber } from 'lossless-json';

/** Ways in which the sandbox can be made to fail. */
export const FAULT_KINDS = [
  'delay',
  'status',
  'reset-before-commit',
  'reset-after-commit',
  'half-body',
  'html',
  'not-json',
  'wrong-shape',
  'redirect',
  'empty',
  'huge-body',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One rule: which requests fail, how, and how often. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Any when absent. */
  readonly method: string | null;
  /** Beginning of the path, version prefix included; any when absent. */
  readonly path: string | null;
  /** How often it still fires. */
  times: number;
  readonly delay_ms: number;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the answer for `status`, as JSON. */
  readonly body: unknown;
}

/** Reads the list of rules that `PUT /__faults` carries. Throws a 422. */
export function readFaultRules(body: unknown): FaultRule[] {
  if (!Array.isArray(body)) {
    throw unprocessable([{ type: 'list_type', loc: ['body'], msg: 'Input should be a valid list', input: null }]);
  }
  return body.map(readFaultRule);
}

function readFaultRule(entry: unknown): FaultRule {
  const reader = new BodyReader(entry);
  const fields = entry as Record<string, unknown>;
  const rule = {
    kind: reader.oneOf('kind', FAULT_KINDS, 'delay'),
    method: reader.text('method', 10),
    path: reader.text('path', 500),
    times: integer(fields.times, 1),
    delay_ms: integer(fields.delay_ms, 0),
    status: fields.status === undefined ? null : integer(fields.status, 500),
    headers: (fields.headers ?? {}) as Record<string, string>,
    body: fields.body,
  };
  reader.done();
  return rule;
}

function integer(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  const number = value instanceof LosslessNumber ? Number(value.value) : Number.NaN;
  if (Number.isInteger(number) && number >= 0) return number;
  throw unprocessable([{ type: 'int_type', loc: ['body'], msg: 'Input should be a valid integer', input: null }]);
}
