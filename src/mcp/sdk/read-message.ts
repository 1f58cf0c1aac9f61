import {
  isInitializeRequest,
  parseJSONRPCMessage,
  PROTOCOL_VERSION_META_KEY,
  type JSONRPCMessage,
  type JSONRPCRequest,
} from '@modelcontextprotocol/server';
import { idOf, jsonRpcError, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { JSON_RPC } from '../protocol/protocol-constants.js';

/** A valid message, or the error response for a value that is none. */
export type ReadResult = { readonly message: JSONRPCMessage } | { readonly error: JsonRpcErrorResponse };

/** Validates a parsed value by the schema of the SDK. */
export function readMessage(value: unknown): ReadResult {
  try {
    const message = parseJSONRPCMessage(value);
    // The SDK would report an invalid `initialize` as an internal error.
    if (isLegacyInitialize(message) && !isInitializeRequest(message))
      return {
        error: jsonRpcError(JSON_RPC.invalidParams, 'The parameters of initialize are not valid', message.id),
      };
    return { message };
  } catch {
    return { error: jsonRpcError(JSON_RPC.invalidRequest, 'The message is not a JSON-RPC 2.0 message', idOf(value)) };
  }
}

/** Whether a message is a legacy `initialize`. In 2026-07-28 the method does not exist. */
const isLegacyInitialize = (message: JSONRPCMessage): message is JSONRPCRequest =>
  isInitialize(message) && message.params?._meta?.[PROTOCOL_VERSION_META_KEY] === undefined;

const isInitialize = (message: JSONRPCMessage): message is JSONRPCRequest =>
  'method' in message && message.method === 'initialize' && 'id' in message;

/**
 * The error response to an `initialize` with the metadata of 2026-07-28 over stdio, where the SDK would take it for an
 * invalid legacy one. Undefined for every other message.
 */
export const misplacedInitialize = (message: JSONRPCMessage): JsonRpcErrorResponse | undefined =>
  isInitialize(message) && !isInitializeRequest(message)
    ? jsonRpcError(JSON_RPC.methodNotFound, 'Method not found', message.id)
    : undefined;
