// SDK 2 as in its documentation: `createMcpHandler` with a factory, behind node:http, for both protocol eras.
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { listen } from './listening.mjs';
import { IS_STDIO } from './settings.mjs';
import { textResult, TOOLS } from './tools.mjs';

// Built once: SDK 2 does not require a server to build them for every request.
const SCHEMAS = new Map(TOOLS.map(({ name, fields }) => [name, z.object(fields)]));

function build() {
  const server = new McpServer({ name: 'sdk-v2', version: '1.0.0' });
  for (const { name, description, run } of TOOLS) {
    server.registerTool(name, { description, inputSchema: SCHEMAS.get(name) }, async (args) =>
      textResult(await run(args)),
    );
  }
  return server;
}

async function serveHttp() {
  const { createServer } = await import('node:http');
  const { toNodeHandler } = await import('@modelcontextprotocol/node');
  const handler = toNodeHandler(createMcpHandler(build));
  listen(createServer((request, response) => void handler(request, response)));
}

async function serveStdio() {
  const { serveStdio: serve } = await import('@modelcontextprotocol/server/stdio');
  serve(build);
}

await (IS_STDIO ? serveStdio() : serveHttp());
