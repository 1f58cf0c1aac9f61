import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { readdirSync, statSync } from 'node:fs';
import { cleanEnvironment, ENTRY, startHttpProgram, type Program } from '../harness/program.js';

jest.setTimeout(60_000);

const INFO = { name: 'tests', version: '1' };
const MIME_TYPE = 'text/html;profile=mcp-app';
const capabilities = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [MIME_TYPE] } } };
const MAX_BYTES = 150_000;

let program: Program & { endpoint: string };
beforeAll(async () => (program = await startHttpProgram(['--sandbox'])));
afterAll(async () => program.stop());

const stdio = () => ({
  command: process.execPath,
  args: [ENTRY, 'stdio', '--sandbox'],
  env: cleanEnvironment(),
  stderr: 'ignore' as const,
});

const v1 = (reported: object) => new ClientV1(INFO, { capabilities: reported });
const v2 = (reported: object) =>
  new ClientV2(INFO, { capabilities: reported, versionNegotiation: { mode: { pin: '2026-07-28' } } });

type AnyClient = Pick<ClientV2 | ClientV1, 'listTools' | 'listResources' | 'readResource' | 'close'>;

async function connected<C extends { connect(transport: T): Promise<void> }, T>(client: C, transport: T): Promise<C> {
  await client.connect(transport);
  return client;
}

const CLIENTS: readonly [string, (reported: object) => Promise<AnyClient>][] = [
  ['client 1.x over stdio', async (reported) => connected(v1(reported), new StdioV1(stdio()))],
  ['client 1.x over HTTP', async (reported) => connected(v1(reported), new HttpV1(new URL(program.endpoint)) as never)],
  ['client 2.x over stdio', async (reported) => connected(v2(reported), new StdioV2(stdio()))],
  ['client 2.x over HTTP', async (reported) => connected(v2(reported), new HttpV2(new URL(program.endpoint)))],
];

interface Shown {
  readonly _meta?: { readonly ui?: { readonly resourceUri?: string } };
}

/** In the order of their addresses. */
const ADDRESSES = ['ui://orvion/invoice-list.html', 'ui://orvion/invoice.html', 'ui://orvion/overview.html'];

const viewOf = ({ _meta }: Shown): string | undefined => _meta?.ui?.resourceUri;

const VIEWS: Readonly<Record<string, string | undefined>> = {
  cancel_invoice: 'ui://orvion/invoice.html',
  create_invoice: 'ui://orvion/invoice.html',
  get_invoice: 'ui://orvion/invoice.html',
  get_invoice_summary: 'ui://orvion/overview.html',
  get_revenue_timeseries: 'ui://orvion/overview.html',
  list_invoices: 'ui://orvion/invoice-list.html',
  mark_invoice_paid: 'ui://orvion/invoice.html',
};

test.each(CLIENTS)('%s finds the views of the tools when it shows views, and reads them', async (_name, connect) => {
  const client = await connect(capabilities);
  const { tools } = await client.listTools();
  expect(Object.fromEntries(tools.map((tool) => [tool.name, viewOf(tool as Shown)]))).toEqual(VIEWS);
  const { resources } = await client.listResources();
  const addresses = resources.map(({ uri }) => uri).filter((uri) => uri.startsWith('ui:'));
  expect(addresses).toEqual(ADDRESSES);
  for (const uri of addresses) {
    const { contents } = await client.readResource({ uri });
    const [page, ...more] = contents as { mimeType: string; text: string; _meta: object }[];
    expect(more).toEqual([]);
    expect(page).toMatchObject({ mimeType: MIME_TYPE, _meta: { ui: { csp: { connectDomains: [] } } } });
    expect(page?.text).toMatch(/^<!doctype html>/);
    expect(Buffer.byteLength(page?.text ?? '')).toBeLessThan(MAX_BYTES);
  }
  await client.close();
});

test.each(CLIENTS)('%s finds none of them when it does not', async (_name, connect) => {
  const client = await connect({});
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(Object.keys(VIEWS));
  expect(JSON.stringify([tools, await client.listResources()])).not.toContain('ui://');
  await expect(client.readResource({ uri: 'ui://orvion/invoice.html' })).rejects.toThrow('no resource');
  await client.close();
});

test('each view is one file, and small', () => {
  const files = readdirSync('dist/views');
  expect(files).toEqual(['invoice-list.html', 'invoice.html', 'overview.html']);
  for (const file of files) expect(statSync(`dist/views/${file}`).size).toBeLessThan(MAX_BYTES);
});
