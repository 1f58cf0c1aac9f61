import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LazySdk } from '../../src/mcp/endpoint/lazy-sdk.js';
import { startApp, type TestApp } from '../harness/app.js';
import { DEFAULT_TOOLS, READING_TOOLS } from '../harness/offered-tools.js';
import { MCP_HEADERS, modernCall, toolCall } from '../harness/messages.js';
import { NO_BACKEND } from '../harness/no-backend.js';
import { post } from './raw-request.js';

const CALLERS: Readonly<Record<string, readonly string[]>> = {
  reader: ['invoices:read'],
  filler: ['invoices:write'],
  writer: ['invoices:read', 'invoices:write'],
};
const WRITING_TOOLS = DEFAULT_TOOLS.filter((name) => !READING_TOOLS.includes(name));
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  reader: READING_TOOLS,
  filler: WRITING_TOOLS,
  writer: DEFAULT_TOOLS,
};

const { _meta } = modernCall('x').params as { _meta: object };
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const ERAS = [
  { era: 'legacy', message: list, headers: MCP_HEADERS },
  {
    era: 'modern',
    message: { ...list, params: { _meta } },
    headers: { ...MCP_HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' },
  },
];

let service: TestApp;

beforeAll(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'orvion-lists-')), 'tokens.json');
  const tokens = Object.entries(CALLERS).map(([name, scopes]) => ({
    name,
    scopes,
    sha256: createHash('sha256').update(`token-of-${name}`).digest('hex'),
  }));
  writeFileSync(file, JSON.stringify({ tokens }));
  service = await startApp({
    AGENTPAY_API_BASE_URL: NO_BACKEND.baseUrl,
    AGENTPAY_API_KEY: 'x',
    ORVION_MCP_HTTP_AUTH: 'token',
    ORVION_MCP_AUTH_TOKENS_FILE: file,
  });
});

afterAll(async () => service.close());

test.each(ERAS)(
  'one process lists to each caller what that caller may use, in whatever order ($era)',
  async (request) => {
    for (const name of ['writer', 'reader', 'filler', 'reader', 'writer']) {
      const { body } = await post(service.endpoint, `token-of-${name}`, request.message, request.headers);
      const { tools, cacheScope } = body.result as { tools: { name: string }[]; cacheScope?: string };
      expect([name, tools.map((tool) => tool.name)]).toEqual([name, EXPECTED[name]]);
      expect(cacheScope).toBe(request.era === 'modern' ? 'private' : undefined);
    }
  },
);

test('a tool that a caller may not use does not exist for it, even where nobody has asked for its scope', async () => {
  const caller = { name: 'reader', scopes: new Set(['invoices:read']) };
  const { http } = await service.app.get(LazySdk).endpoints();
  for (const tool of WRITING_TOOLS) {
    const exchange = { caller, headers: MCP_HEADERS, onCancel: () => undefined };
    const response = await http.handle(toolCall(tool) as never, exchange);
    expect(await response.text()).toContain(`Unknown tool: ${tool}`);
  }
});
