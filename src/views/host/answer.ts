import { HostError } from './connection.js';
import { refusedByHost, refusedByServer, type Refusal } from './refusal.js';

/** What came of a tool call: the data of its envelope, or why there are none. */
export type Answer = { readonly ok: true; readonly data: Fields } | { readonly ok: false; readonly refusal: Refusal };

/** An object as it came in. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects of a list, whatever else stands in it. */
export const rowsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** A text of an object; undefined where there is none. Numbers of a backend are taken as they are written. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Reads a `tools/call` result. The envelope stands in it twice, and some hosts hand on only one of the two. */
export function answerOf(result: unknown): Answer {
  const envelope = isFields(result) ? (result.structuredContent ?? parsed(rowsOf(result.content)[0]?.text)) : undefined;
  if (!isFields(envelope)) return { ok: false, refusal: refusedByHost('The answer could not be read.') };
  if (envelope.ok === true && isFields(envelope.data)) return { ok: true, data: envelope.data };
  return { ok: false, refusal: refusedByServer(isFields(envelope.error) ? envelope.error : {}) };
}

/** The same of a call that the host did not make, or that the server does not know. */
export function failedAnswer(thrown: unknown): Answer {
  return {
    ok: false,
    refusal: refusedByHost(thrown instanceof HostError ? thrown.message : 'The host did not answer.'),
  };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
