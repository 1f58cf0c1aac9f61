// SDK 1 as in its stateless example: express, and a server with its tools built for every request. With JSON responses,
// which cost less than its default streams.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { PORT, IS_STDIO } from './settings.mjs';
import { textResult, TOOLS } from './tools.mjs';

function build() {
  const server = new McpServer({ name: 'sdk-v1', version: '1.0.0' });
  for (const { name, description, fields, run } of TOOLS) {
    server.registerTool(name, { description, inputSchema: fields }, async (args) => textResult(await run(args)));
  }
  return server;
}

async function serveStdio() {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  await build().connect(new StdioServerTransport());
}

async function serveHttp() {
  const { createMcpExpressApp } = await import('@modelcontextprotocol/sdk/server/express.js');
  const { StreamableHTTPServerTransport } = await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
  const app = createMcpExpressApp();
  app.post('/mcp', async (request, response) => {
    const server = build();
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
    response.on('close', () => {
      void transport.close();
      void server.close();
    });
  });
  app.listen(PORT, '127.0.0.1');
}

process.once('SIGTERM', () => process.exit(0));
await (IS_STDIO ? serveStdio() : serveHttp());
