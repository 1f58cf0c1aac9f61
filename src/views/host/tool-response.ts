import { HostError } from './connection.js';
import { hostError, serverError, type ToolError } from './tool-error.js';

/** The outcome of a tool call: the data of its envelope, or an error. */
export type ToolResponse =
  { readonly ok: true; readonly data: Fields } | { readonly ok: false; readonly error: ToolError };

/** An object whose fields are not validated. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither null nor an array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the objects of a list and leaves out everything else. */
export const rowsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Returns a field as text; undefined when it is missing or empty. Numbers become text. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Parses a `tools/call` result. It holds the envelope twice, as some hosts pass on only one of the two. */
export function parseToolResponse(result: unknown): ToolResponse {
  const envelope = isFields(result)
    ? (result.structuredContent ?? parseJson(rowsOf(result.content)[0]?.text))
    : undefined;
  if (!isFields(envelope)) return { ok: false, error: hostError('The answer could not be read.') };
  if (envelope.ok === true && isFields(envelope.data)) return { ok: true, data: envelope.data };
  return { ok: false, error: serverError(isFields(envelope.error) ? envelope.error : {}) };
}

/** Converts an error of `HostConnection.request` to a tool response. */
export function failedResponse(thrown: unknown): ToolResponse {
  return {
    ok: false,
    error: hostError(thrown instanceof HostError ? thrown.message : 'The host did not answer.'),
  };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
