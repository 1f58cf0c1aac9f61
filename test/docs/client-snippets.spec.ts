import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cleanEnvironment, ENTRY, startHttpProgram, type Program } from '../harness/program.js';
import { GENERATIONS } from '../harness/clients.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { blocksIn } from './documents.js';
import { LINKS, SNIPPETS, type Snippet } from './snippets.js';

const PLACEHOLDER = '/path/to/orvion-mcp/dist/main.js';
/** What `npm start` serves, and a service that asks for a token. */
const LOCAL = 'http://127.0.0.1:3000/mcp';
const REMOTE = 'https://mcp.example.com/mcp';

const stdio = SNIPPETS.filter(({ command }) => command !== undefined);
const http = SNIPPETS.filter(({ url }) => url !== undefined);

/** Several clients are told the same; it is tried once. */
const distinct = (snippets: readonly Snippet[]): Snippet[] => [
  ...new Map(snippets.map(({ where, ...entry }) => [JSON.stringify(entry), { where, ...entry }])).values(),
];

const ONE_INVOICE = { ok: true, data: { invoices: [{ status: expect.any(String) as string }] } };

const invoiceOf = async (client: Client): Promise<unknown> =>
  (await client.callTool({ name: 'list_invoices', arguments: { limit: 1 } })).structuredContent;

const newClient = (): Client => new Client({ name: 'orvion-tests', version: '1.0.0' });

test('each client that the documents name has a snippet', () => {
  const places = SNIPPETS.map(({ where }) => where);
  const languages = ['json', 'toml', 'yaml'].map((language) =>
    blocksIn(language).filter(({ where }) => places.includes(where)),
  );
  expect(languages.map(({ length }) => length)).toEqual([14, 3, 3]);
  expect(LINKS).toHaveLength(4);
});

test('what a click installs is what the snippet beside it says', () => {
  for (const { where: _where, ...entry } of LINKS)
    expect(entry).toEqual({ command: 'orvion-mcp', args: ['--sandbox'], env: {} });
});

describe('over stdio', () => {
  let backend: TestBackend;
  let bin: string;

  beforeAll(async () => {
    backend = await startBackend();
    bin = mkdtempSync(join(tmpdir(), 'orvion-bin-'));
    const program = `exec node '${ENTRY}' "$@"\n`;
    writeFileSync(join(bin, 'orvion-mcp'), `#!/bin/sh\n${program}`, { mode: 0o755 });
    // In place of Docker: what stands after the name of the image is told to the program. test/container runs the image itself.
    const untilImage = 'while [ "$1" != orvion-mcp ]; do shift; done; shift';
    writeFileSync(join(bin, 'docker'), `#!/bin/sh\n${untilImage}; ${program}`, { mode: 0o755 });
  });

  afterAll(async () => backend.close());

  test.each(distinct(stdio))('the command at $where starts a server', async ({ command = '', args = [], env = {} }) => {
    // The variables stay those of the snippet; only where they lead to is ours.
    const variables = Object.fromEntries(Object.keys(env).map((name) => [name, backend.variables[name] ?? '']));
    const { PATH = '', ...home } = cleanEnvironment(variables);
    const transport = new StdioClientTransport({
      command,
      args: args.map((arg) => (arg === PLACEHOLDER ? ENTRY : arg)),
      env: { ...home, PATH: `${bin}${delimiter}${PATH}` },
      cwd: home.HOME ?? '',
      stderr: 'ignore',
    });
    const client = newClient();
    try {
      await client.connect(transport);
      expect(await invoiceOf(client)).toMatchObject(ONE_INVOICE);
    } finally {
      await transport.close();
    }
  });
});

describe('over HTTP', () => {
  let local: Program & { endpoint: string };
  let remote: Program & { endpoint: string };

  beforeAll(async () => {
    local = await startHttpProgram(['--sandbox']);
    const tokens = join(mkdtempSync(join(tmpdir(), 'orvion-tokens-')), 'tokens.json');
    const sha256 = createHash('sha256').update('YOUR_TOKEN').digest('hex');
    writeFileSync(tokens, JSON.stringify({ tokens: [{ name: 'you', sha256, scopes: ['invoices:read'] }] }));
    remote = await startHttpProgram(['--sandbox'], {
      ORVION_MCP_HTTP_AUTH: 'token',
      ORVION_MCP_AUTH_TOKENS_FILE: tokens,
    });
  });

  afterAll(async () => {
    await local.stop();
    await remote.stop();
  });

  test('no snippet leads elsewhere', () => {
    expect(new Set(http.map(({ url }) => url))).toEqual(new Set([LOCAL, REMOTE]));
  });

  test.each(distinct(http))('the one at $where leads to the service', async ({ url, headers = {} }) => {
    const { endpoint } = url === REMOTE ? remote : local;
    const client = newClient();
    await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), { requestInit: { headers } }));
    expect(await invoiceOf(client)).toMatchObject(ONE_INVOICE);
    await client.close();
  });

  test.each(GENERATIONS)('$name reaches what npm start serves', async (generation) => {
    const client = await generation.connect(local);
    expect((await client.call('list_invoices', { limit: 1 })).ok).toBe(true);
    await client.close();
  });
});
