import { stringify } from 'lossless-json';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { unprocessable } from '../errors/validation-error.js';
import { BodyReader } from '../invoices/body-reader.js';

/** Kinds of faults that can be injected. */
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

/** Kind of an injected fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault injection rule: which requests fail, how, and how often. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Any method when null. */
  readonly method: string | null;
  /** Beginning of the path, version prefix included; any path when null. */
  readonly path: string | null;
  /** How many more requests the rule applies to. */
  times: number;
  readonly delay_ms: number;
  /** The default status of the kind when null. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Response body of a `status` fault; a JSON value in the rule becomes its text. */
  readonly body: string | null;
}

const MAX_TIMES = 1_000_000;
const MAX_DELAY_MS = 600_000;
const STATUSES = [200, 599] as const;

/** Reads the rules in the body of `PUT /__faults`. Throws a 422 for invalid ones. */
export function readFaultRules(body: unknown): FaultRule[] {
  if (!Array.isArray(body)) {
    throw unprocessable([{ type: 'list_type', loc: ['body'], msg: 'Input should be a valid list' }]);
  }
  return body.map(readFaultRule);
}

function readFaultRule(entry: unknown, index: number): FaultRule {
  const reader = new BodyReader(entry, ['body', index]);
  const { status, headers, body } = entry as Record<string, unknown>;
  const rule = {
    kind: reader.requiredOneOf('kind', FAULT_KINDS),
    method: reader.text('method', 10),
    path: reader.text('path', 500),
    times: reader.integer('times', 1, [0, MAX_TIMES]),
    delay_ms: reader.integer('delay_ms', 0, [0, MAX_DELAY_MS]),
    status: status === undefined ? null : reader.integer('status', 500, STATUSES),
    headers: readHeaders(headers) ?? reader.addError('headers', 'dict_type', 'Input should be valid headers') ?? {},
    body: typeof body === 'string' ? body : (stringify(body) ?? null),
  };
  reader.throwIfInvalid();
  return rule;
}

function readHeaders(value: unknown): Record<string, string> | undefined {
  try {
    const headers = Object.entries(value ?? {}).map(([name, text]) => [name, String(text)] as const);
    for (const [name, text] of headers) {
      validateHeaderName(name);
      validateHeaderValue(name, text);
    }
    return Object.fromEntries(headers);
  } catch {
    return undefined;
  }
}
