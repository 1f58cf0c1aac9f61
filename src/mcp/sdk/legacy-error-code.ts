import {
  INVALID_PARAMS,
  WebStandardStreamableHTTPServerTransport,
  type JSONRPCMessage,
} from '@modelcontextprotocol/server';

/** What the revisions before 2026-07-28 have for a resource that is not there ("Resources", "Error Handling"). */
const RESOURCE_NOT_FOUND = -32002;

/** A message as a client of those revisions is to get it: the SDK writes the newer code for such a resource in every era. */
export function withLegacyErrorCode(message: JSONRPCMessage): JSONRPCMessage {
  if (!('error' in message) || message.error.code !== INVALID_PARAMS) return message;
  const { code, uri } = (message.error.data ?? {}) as { code?: unknown; uri?: unknown };
  if (code !== 'NOT_FOUND' || typeof uri !== 'string') return message;
  return { ...message, error: { ...message.error, code: RESOURCE_NOT_FOUND } };
}

/** The SDK's transport for one request of those revisions over HTTP. */
export class LegacyHttpTransport extends WebStandardStreamableHTTPServerTransport {
  override async send(
    ...[message, options]: Parameters<WebStandardStreamableHTTPServerTransport['send']>
  ): Promise<void> {
    return super.send(withLegacyErrorCode(message), options);
  }
}
