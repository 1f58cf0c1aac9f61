/** Headers that every MCP client sends. */
export const MCP_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** A call as clients before 2026-07-28 send it. */
export const toolCall = (name: string, args: unknown = {}, id: number | string = 1): Record<string, unknown> => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

/** The same as of 2026-07-28, with the metadata that every request of that revision carries. */
export const modernCall = (name: string, args: unknown = {}, version = '2026-07-28'): Record<string, unknown> => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name,
    arguments: args,
    _meta: {
      'io.modelcontextprotocol/protocolVersion': version,
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/clientInfo': { name: 'tests', version: '1' },
    },
  },
});

/** Headers that go with it. */
export const modernHeaders = (name: string, version = '2026-07-28'): Record<string, string> => ({
  ...MCP_HEADERS,
  'mcp-protocol-version': version,
  'mcp-method': 'tools/call',
  'mcp-name': name,
});
