import { getMcpConfigForManifest, unpackExtension, type McpbManifestAny } from '@anthropic-ai/mcpb';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_TOOLS } from '../harness/offered-tools.js';
import { cleanEnvironment } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

const { version, description } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;

/** More would be a reason to look at what came in. */
const LARGEST_BYTES = 2 * 1024 * 1024;

let bundle: string;
let unpacked: string;
let manifest: McpbManifestAny;
let backend: TestBackend;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-bundle-'));
  execFileSync(process.execPath, [resolve('deploy/desktop/build.mjs'), folder]);
  bundle = join(folder, `orvion-mcp-${version}.mcpb`);
  unpacked = join(folder, 'unpacked');
  await unpackExtension({ mcpbPath: bundle, outputDir: unpacked, silent: true });
  manifest = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8')) as McpbManifestAny;
  backend = await startBackend();
});

afterAll(async () => backend.close());

/** How the desktop starts it, by the packer's own rules, with what a person has filled in. */
const startOf = async (userConfig: Record<string, string | boolean>) =>
  getMcpConfigForManifest({ manifest, extensionPath: unpacked, systemDirs: {}, userConfig, pathSeparator: '/' });

const filledIn = (): Record<string, string> => ({
  api_base_url: backend.variables.AGENTPAY_API_BASE_URL ?? '',
  api_key: backend.variables.AGENTPAY_API_KEY ?? '',
});

async function toolsAndCall(userConfig: Record<string, string | boolean>): Promise<{ tools: string[]; data: unknown }> {
  const { command = '', args = [], env = {} } = (await startOf(userConfig)) ?? {};
  const home = cleanEnvironment(env);
  const transport = new StdioClientTransport({ command, args, env: home, cwd: home.HOME ?? '', stderr: 'ignore' });
  const client = new Client({ name: 'orvion-tests', version: '1.0.0' });
  try {
    await client.connect(transport);
    const { tools } = await client.listTools();
    const { structuredContent } = await client.callTool({ name: 'list_invoices', arguments: { limit: 1 } });
    return { tools: tools.map(({ name }) => name), data: structuredContent };
  } finally {
    await transport.close();
  }
}

test('it says of itself what the package and the program say', () => {
  expect(manifest).toMatchObject({ name: 'orvion-mcp', version, description });
  expect(manifest.tools?.map(({ name }) => name)).toEqual(DEFAULT_TOOLS);
});

test('it holds the program, its views and its licences, and nothing of the machine that built it', () => {
  expect(readdirSync(unpacked).toSorted()).toEqual(['dist', 'manifest.json', 'package.json']);
  const files = readdirSync(join(unpacked, 'dist'));
  expect(files).toEqual(expect.arrayContaining(['main.js', 'load.js', 'service.cjs', 'THIRD-PARTY-LICENSES.txt']));
  expect(files.filter((name) => !/\.(?:js|cjs|txt)$/.test(name))).toEqual(['views']);
  expect(readdirSync(join(unpacked, 'dist/views'))).toContain('invoice.html');
  expect(statSync(bundle).size).toBeLessThan(LARGEST_BYTES);
});

test('the key is a secret that has to be filled in, and nothing else is', () => {
  const fields = Object.entries(manifest.user_config ?? {});
  expect(fields.filter(([, { sensitive }]) => sensitive).map(([name]) => name)).toEqual(['api_key']);
  expect(fields.filter(([, { required }]) => required).map(([name]) => name)).toEqual(['api_base_url', 'api_key']);
});

test('it does not start before that', async () => {
  expect(await startOf({ api_base_url: 'https://orvion.example.com/v1' })).toBeUndefined();
});

test('unpacked, it starts over stdio with what was filled in, and works', async () => {
  const { tools, data } = await toolsAndCall(filledIn());
  expect(tools).toEqual(DEFAULT_TOOLS);
  expect(data).toMatchObject({ ok: true, data: { invoices: [{ status: expect.any(String) as string }] } });
});

test('the switch for reading takes away the tools that write', async () => {
  const { tools } = await toolsAndCall({ ...filledIn(), read_only: true });
  expect(tools).toContain('list_invoices');
  expect(tools).not.toContain('create_invoice');
});
