// fastmcp, stateless, with JSON responses.
import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { IS_STDIO, PORT } from './settings.mjs';
import { textResult, TOOLS } from './tools.mjs';

const server = new FastMCP({ name: 'fastmcp', version: '1.0.0' });
for (const { name, description, fields, run } of TOOLS) {
  server.addTool({
    name,
    description,
    parameters: z.object(fields),
    execute: async (args) => textResult(await run(args)),
  });
}

process.once('SIGTERM', () => process.exit(0));
const httpStream = { port: PORT, host: '127.0.0.1', endpoint: '/mcp', stateless: true, enableJsonResponse: true };
await server.start(IS_STDIO ? { transportType: 'stdio' } : { transportType: 'httpStream', httpStream });
