import { isUtf8 } from 'node:buffer';
import { isExactDouble, parseWithNumbers } from '../../json/exact-json.js';
import { isFastPathMessage, type FastPathMessage } from '../fast-path/fast-path-message.js';
import { ExactNumber } from '../schema/exact-number.js';
import { JSON_RPC } from './protocol-constants.js';

/** A JSON-RPC error response (JSON-RPC 2.0 section 5.1). The id is null when that of the request could not be read. */
export interface JsonRpcErrorResponse {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** Valid JSON: a fast-path message, or a value that the SDK has to validate. */
export type WellFormedMessage = { readonly fastPath: FastPathMessage } | { readonly unvalidated: unknown };

/** Result of decoding: a value, or the error response when the bytes are not JSON. */
export type Decoded = WellFormedMessage | { readonly error: JsonRpcErrorResponse };

/** Builds a JSON-RPC error response. */
export const jsonRpcError = (
  code: number,
  message: string,
  id: JsonRpcErrorResponse['id'] = null,
): JsonRpcErrorResponse => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

/** The response to JSON that is not a JSON-RPC message, and to a request that the transport rejects. */
export const invalidRequest = (message: string, id?: JsonRpcErrorResponse['id']): JsonRpcErrorResponse =>
  jsonRpcError(JSON_RPC.invalidRequest, message, id);

/** The response to a request that this server cannot serve at the moment. */
export const unavailable = (message: string): JsonRpcErrorResponse => jsonRpcError(JSON_RPC.internalError, message);

/** The error response when this server fails, without an id when that of the request could not be read. */
export const internalError = (id?: JsonRpcErrorResponse['id']): JsonRpcErrorResponse =>
  jsonRpcError(JSON_RPC.internalError, 'The server failed unexpectedly', id);

/**
 * Decodes the bytes of a body or a line. Batches are rejected: MCP has had none since 2025-06-18, and many calls in one
 * request would evade the limits that count requests.
 */
export function decodeMessage(bytes: Buffer): Decoded {
  if (!isUtf8(bytes)) return { error: jsonRpcError(JSON_RPC.parseError, 'The message is not valid UTF-8') };
  let value: unknown;
  try {
    value = parseMessage(bytes.toString('utf8'));
  } catch {
    return { error: jsonRpcError(JSON_RPC.parseError, 'The message is not valid JSON') };
  }
  if (Array.isArray(value)) return { error: invalidRequest('Batches are not part of MCP: send one message at a time') };
  return isFastPathMessage(value) ? { fastPath: value } : { unvalidated: value };
}

/** A number that a double may change: more than 15 digits, with or without a point. */
const LONG_NUMBER = /[:,[]\s*-?[\d.]{16}/;

/**
 * Parses a message. Arguments that a double would change become an `ExactNumber`, so that a validator can refuse an amount
 * instead of rounding it. Ids and tokens stay numbers, as the protocol requires.
 */
function parseMessage(text: string): unknown {
  const message: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return message;
  const args = argumentsOf(message);
  const exact = argumentsOf(
    parseWithNumbers(text, (literal) => (isExactDouble(literal) ? Number(literal) : new ExactNumber(literal))),
  );
  for (const [name, value] of Object.entries(exact ?? {})) {
    if (args && value instanceof ExactNumber) args[name] = value;
  }
  return message;
}

function argumentsOf(message: unknown): Record<string, unknown> | undefined {
  const args = (message as { params?: { arguments?: unknown } | null } | null)?.params?.arguments;
  return typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : undefined;
}

/** The id for the response to a message; null when the message has no valid one. */
export function idOf(value: unknown): JsonRpcErrorResponse['id'] {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || Number.isSafeInteger(value.id) ? (value.id as string | number) : null;
}
