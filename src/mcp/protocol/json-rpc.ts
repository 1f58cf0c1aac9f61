import { isUtf8 } from 'node:buffer';
import { isKept, parseWith } from '../../json/exact-json.js';
import { ExactNumber } from '../schema/exact-number.js';
import { isFastPathMessage, type FastPathMessage } from '../fast-path/fast-path-message.js';
import { JSON_RPC } from './protocol-constants.js';

/** A JSON-RPC error response (JSON-RPC 2.0 section 5.1). The id is null when the request's could not be read. */
export interface JsonRpcErrorResponse {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** JSON that is a plain message, or of which only the SDK can say what it is. */
export type WellFormed = { readonly fastPath: FastPathMessage } | { readonly unparsed: unknown };

/** What bytes turned out to be, with the answer to those that are no JSON. */
export type Decoded = WellFormed | { readonly error: JsonRpcErrorResponse };

/** Builds an error response. */
export const jsonRpcError = (
  code: number,
  message: string,
  id: JsonRpcErrorResponse['id'] = null,
): JsonRpcErrorResponse => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

/** The answer to a request that is JSON but no JSON-RPC message, or that comes the wrong way. */
export const invalidRequest = (message: string, id?: JsonRpcErrorResponse['id']): JsonRpcErrorResponse =>
  jsonRpcError(JSON_RPC.invalidRequest, message, id);

/** The answer to a request that may be fine, and that this server will not serve now. */
export const unavailable = (message: string): JsonRpcErrorResponse => jsonRpcError(JSON_RPC.internalError, message);

/** The error response when this server fails; without an id when it could not be read. */
export const internalError = (id?: JsonRpcErrorResponse['id']): JsonRpcErrorResponse =>
  jsonRpcError(JSON_RPC.internalError, 'The server failed unexpectedly', id);

/**
 * Decodes the bytes of a body or a line. Batches are refused: MCP has had none since 2025-06-18, and one answer for many
 * calls would escape every limit that counts calls.
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
  return isFastPathMessage(value) ? { fastPath: value } : { unparsed: value };
}

/** A literal that a double may not hold: more than 15 digits, a point among them or not. */
const LONG_NUMBER = /[:,[]\s*-?[\d.]{16}/;

/**
 * Parses a message. Arguments of a tool that are numbers a double would change come out as `ExactNumber`, so that a rule
 * can refuse an amount instead of rounding it. Ids and tokens stay what the protocol says they are.
 */
function parseMessage(text: string): unknown {
  const message: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return message;
  const args = argumentsOf(message);
  const exact = argumentsOf(
    parseWith(text, (literal) => (isKept(literal) ? Number(literal) : new ExactNumber(literal))),
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

/** The id that an answer to a message repeats; null when the message has none that could be. */
export function idOf(value: unknown): JsonRpcErrorResponse['id'] {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || Number.isSafeInteger(value.id) ? (value.id as string | number) : null;
}
