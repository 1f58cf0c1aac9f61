import { INTERNAL_ERROR, INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import { ToolError } from '../envelope/tool-error.js';

/**
 * A failure of a resource, a prompt or a completion as the protocol wants it: there is no envelope, so the code of the
 * closed set and the details travel in `data`. What the request is to blame for is -32602, a resource that is not there
 * included (spec 2026-07-28, "Resources", "Error Handling"); all else is -32603.
 */
export function protocolError(thrown: unknown, about: object = {}): unknown {
  if (!(thrown instanceof ToolError)) return thrown;
  const { code, message, details } = thrown;
  const isCallers = code === 'VALIDATION_ERROR' || code === 'NOT_FOUND';
  return new ProtocolError(isCallers ? INVALID_PARAMS : INTERNAL_ERROR, message, { ...about, code, ...details });
}
