import {
  isInitializeRequest,
  parseJSONRPCMessage,
  PROTOCOL_VERSION_META_KEY,
  type JSONRPCMessage,
  type JSONRPCRequest,
} from '@modelcontextprotocol/server';
import { idOf, jsonRpcError, type JsonRpcErrorResponse } from '../protocol/json-rpc.js';
import { JSON_RPC } from '../protocol/protocol-constants.js';

/** A value that is a message, or the answer that says why not. */
export type ReadResult = { readonly message: JSONRPCMessage } | { readonly error: JsonRpcErrorResponse };

/** Reads a parsed value by the SDK's own schema. */
export function readMessage(value: unknown): ReadResult {
  try {
    const message = parseJSONRPCMessage(value);
    // The SDK answers a handshake that it cannot read as a fault of the server.
    if (isLegacyInitialize(message) && !isInitializeRequest(message))
      return {
        error: jsonRpcError(JSON_RPC.invalidParams, 'The parameters of initialize are not valid', message.id),
      };
    return { message };
  } catch {
    return { error: jsonRpcError(JSON_RPC.invalidRequest, 'The message is not a JSON-RPC 2.0 message', idOf(value)) };
  }
}

/** An `initialize` of the revisions that have one; with the metadata of 2026-07-28 it is a method that does not exist. */
const isLegacyInitialize = (message: JSONRPCMessage): message is JSONRPCRequest =>
  isInitialize(message) && message.params?._meta?.[PROTOCOL_VERSION_META_KEY] === undefined;

const isInitialize = (message: JSONRPCMessage): message is JSONRPCRequest =>
  'method' in message && message.method === 'initialize' && 'id' in message;

/**
 * The answer to an `initialize` of 2026-07-28 on a connection that may be of an older revision, where the SDK takes it for
 * a handshake that it cannot read. Undefined for every other message.
 */
export const misplacedInitialize = (message: JSONRPCMessage): JsonRpcErrorResponse | undefined =>
  isInitialize(message) && !isInitializeRequest(message)
    ? jsonRpcError(JSON_RPC.methodNotFound, 'Method not found', message.id)
    : undefined;
