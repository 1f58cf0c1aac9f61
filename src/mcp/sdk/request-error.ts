import { INTERNAL_ERROR, INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import { ToolError } from '../envelope/tool-error.js';

/**
 * The JSON-RPC error of a resource, a prompt or a completion. There is no envelope, so our code and details are in `data`.
 * Errors of the request are -32602, including unknown resources (spec 2026-07-28, "Resources", "Error Handling"). All others
 * are -32603.
 */
export function protocolError(thrown: unknown, data: object = {}): unknown {
  if (!(thrown instanceof ToolError)) return thrown;
  const { code, message, details } = thrown;
  const isRequestError = code === 'VALIDATION_ERROR' || code === 'NOT_FOUND';
  return new ProtocolError(isRequestError ? INVALID_PARAMS : INTERNAL_ERROR, message, { ...data, code, ...details });
}
