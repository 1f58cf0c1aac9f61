/**
 * Names of span attributes by the semantic conventions of OpenTelemetry for MCP servers and HTTP clients. Those for MCP are
 * in development, so they are listed here instead of imported from a package that may rename them.
 */
export const ATTRIBUTE = {
  errorType: 'error.type',
  mcpMethod: 'mcp.method.name',
  mcpProtocolVersion: 'mcp.protocol.version',
  operation: 'gen_ai.operation.name',
  tool: 'gen_ai.tool.name',
  prompt: 'gen_ai.prompt.name',
  rpcId: 'jsonrpc.request.id',
  networkTransport: 'network.transport',
  networkProtocol: 'network.protocol.name',
  httpMethod: 'http.request.method',
  httpResends: 'http.request.resend_count',
  httpStatus: 'http.response.status_code',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  urlFull: 'url.full',
  urlTemplate: 'url.template',
  /** Our own attributes: the request id, which is also in the log, and the error code of the envelope. */
  requestId: 'orvion.request_id',
  code: 'orvion.error.code',
} as const;

/** The `error.type` of a tool result with `isError`, by the semantic conventions. */
export const TOOL_ERROR = 'tool_error';
