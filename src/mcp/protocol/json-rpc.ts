import { isUtf8 } from 'node:buffer';
import {
  INTERNAL_ERROR,
  INVALID_PARAMS,
  INVALID_REQUEST,
  isInitializeRequest,
  METHOD_NOT_FOUND,
  PARSE_ERROR,
  parseJSONRPCMessage,
  PROTOCOL_VERSION_META_KEY,
  type JSONRPCMessage,
  type JSONRPCRequest,
} from '@modelcontextprotocol/server';
import { isKept, parseWith } from '../../json/exact-json.js';
import { ExactNumber } from '../schema/exact-number.js';
import { isPlainRequest } from './plain-request.js';

/** A JSON-RPC error response (JSON-RPC 2.0 section 5.1). The id is null when the request's could not be read. */
export interface JsonRpcFault {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** One message as it came in: usable, or the answer that says why not. */
export type Decoded = { readonly message: JSONRPCMessage } | { readonly fault: JsonRpcFault };

/** Builds an error response. */
export const jsonRpcFault = (code: number, message: string, id: JsonRpcFault['id'] = null): JsonRpcFault => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

/** The answer to a request that is JSON but no JSON-RPC message, or that comes the wrong way. */
export const invalidRequest = (message: string, id?: JsonRpcFault['id']): JsonRpcFault =>
  jsonRpcFault(INVALID_REQUEST, message, id);

/** The answer to a request that may be fine, and that this server will not serve now. */
export const unavailable = (message: string): JsonRpcFault => jsonRpcFault(INTERNAL_ERROR, message);

/** The answer when this server failed before it could tell which request it was. */
export const internalError = (): JsonRpcFault => jsonRpcFault(INTERNAL_ERROR, 'The server failed unexpectedly');

/**
 * Reads one message from the bytes of a body or a line. Batches are refused: MCP has had none since 2025-06-18, and one
 * answer for many calls would escape every limit that counts calls.
 */
export function decodeMessage(bytes: Buffer): Decoded {
  if (!isUtf8(bytes)) return { fault: jsonRpcFault(PARSE_ERROR, 'The message is not valid UTF-8') };
  let value: unknown;
  try {
    value = parseMessage(bytes.toString('utf8'));
  } catch {
    return { fault: jsonRpcFault(PARSE_ERROR, 'The message is not valid JSON') };
  }
  if (Array.isArray(value)) return { fault: invalidRequest('Batches are not part of MCP: send one message at a time') };
  // The schema of the SDK would say the same of these, and cost as much as the call.
  if (isPlainRequest(value)) return { message: value as JSONRPCMessage };
  try {
    const message = parseJSONRPCMessage(value);
    // The SDK answers a handshake that it cannot read as a fault of the server.
    if (isHandshake(message) && !isInitializeRequest(message))
      return { fault: jsonRpcFault(INVALID_PARAMS, 'The parameters of initialize are not valid', message.id) };
    return { message };
  } catch {
    return { fault: jsonRpcFault(INVALID_REQUEST, 'The message is not a JSON-RPC 2.0 message', idOf(value)) };
  }
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

/** An `initialize` of the revisions that have one; with the metadata of 2026-07-28 it is a method that does not exist. */
const isHandshake = (message: JSONRPCMessage): message is JSONRPCRequest =>
  isInitialize(message) && message.params?._meta?.[PROTOCOL_VERSION_META_KEY] === undefined;

const isInitialize = (message: JSONRPCMessage): message is JSONRPCRequest =>
  'method' in message && message.method === 'initialize' && 'id' in message;

/**
 * The answer to an `initialize` of 2026-07-28 on a connection that may be of an older revision, where the SDK takes it for
 * a handshake that it cannot read. Undefined for every other message.
 */
export const misplacedHandshake = (message: JSONRPCMessage): JsonRpcFault | undefined =>
  isInitialize(message) && !isInitializeRequest(message)
    ? jsonRpcFault(METHOD_NOT_FOUND, 'Method not found', message.id)
    : undefined;

/** The id that an answer to a message repeats; null when the message has none that could be. */
export function idOf(value: unknown): JsonRpcFault['id'] {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || Number.isSafeInteger(value.id) ? (value.id as string | number) : null;
}
