/**
 * Names of what a span tells: the semantic conventions of OpenTelemetry for MCP servers and for HTTP clients. Those for
 * MCP are still in development, so they are written out here and not taken from a package that may rename them.
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
  /** Our own: what joins a trace with the log, and the code of the envelope, which the conventions have no place for. */
  requestId: 'orvion.request_id',
  code: 'orvion.error.code',
} as const;

/** What the conventions have in `error.type` for a result with `isError`. */
export const TOOL_ERROR = 'tool_error';
