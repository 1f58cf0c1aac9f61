import {
  INVALID_PARAMS,
  WebStandardStreamableHTTPServerTransport,
  type JSONRPCMessage,
} from '@modelcontextprotocol/server';

/** Error code of the legacy revisions for a resource that does not exist (MCP page "Resources", "Error Handling"). */
const RESOURCE_NOT_FOUND = -32002;

/** Replaces the error code of an unknown resource for legacy clients: the SDK sends the code of 2026-07-28 in every era. */
export function withLegacyErrorCode(message: JSONRPCMessage): JSONRPCMessage {
  if (!('error' in message) || message.error.code !== INVALID_PARAMS) return message;
  const { code, uri } = (message.error.data ?? {}) as { code?: unknown; uri?: unknown };
  if (code !== 'NOT_FOUND' || typeof uri !== 'string') return message;
  return { ...message, error: { ...message.error, code: RESOURCE_NOT_FOUND } };
}

/** The SDK's transport for one legacy request over HTTP, with legacy error codes. */
export class LegacyHttpTransport extends WebStandardStreamableHTTPServerTransport {
  override async send(
    ...[message, options]: Parameters<WebStandardStreamableHTTPServerTransport['send']>
  ): Promise<void> {
    return super.send(withLegacyErrorCode(message), options);
  }
}
