import { mkdtempSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../harness/free-port.js';
import { startProgram, type Variables } from '../harness/program.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';

const CANARY = 'canary-c0ffee';

interface Findings {
  readonly code: unknown;
  readonly text: string;
  /** State of each check that was made, by its name. */
  readonly states: Readonly<Record<string, string>>;
}

async function doctor(variables: Variables, args: readonly string[] = []): Promise<Findings> {
  const program = startProgram(['doctor', ...args], variables);
  const code = await program.ended;
  const text = program.stdout();
  expect(program.stderr()).toBe('');
  expect(text).not.toContain(CANARY);
  const lines = [...text.matchAll(/^(ok|warning|failed|skipped) +(\w+) +\S/gm)];
  return { code, text, states: Object.fromEntries(lines.map(([, state = '', check = '']) => [check, state])) };
}

/** The findings about a backend that answers in this way. */
async function doctorOf(listener: RequestListener, variables: Variables = {}): Promise<Findings> {
  const backend = await startRawBackend(listener);
  try {
    return await doctor({ ...backend.variables, AGENTPAY_API_KEY: CANARY, ...variables });
  } finally {
    await backend.close();
  }
}

const responding =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const WELL = { address: 'ok', backend: 'ok', key: 'ok', clock: 'ok', settings: 'ok' };

const backend = use(startBackend);

test('a backend that takes the key is well', async () => {
  const { code, text, states } = await doctor(backend.variables);
  expect([code, states]).toEqual([0, expect.objectContaining(WELL)]);
  expect(text).toContain(backend.variables.AGENTPAY_API_BASE_URL);
  expect(text).toMatch(new RegExp(`orvion-mcp \\d+\\.\\d+\\.\\d+ on Node ${process.versions.node}`));
  expect(text).not.toContain(backend.variables.AGENTPAY_API_KEY);
});

test('with the sandbox it needs no settings, and looks whether its database can be written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-doctor-'));
  const database = join(folder, 'sandbox.db');
  const { code, text, states } = await doctor({ ORVION_MCP_SANDBOX_DATABASE: database }, ['--sandbox']);
  expect([code, states]).toMatchObject([0, { sandbox: 'ok', backend: 'ok', key: 'ok' }]);
  expect(text).toContain(database);
});

test('a database that cannot be written is told with the remedy', async () => {
  const { code, text, states } = await doctor({ ORVION_MCP_SANDBOX_DATABASE: '/proc/nowhere/sandbox.db' }, [
    '--sandbox',
  ]);
  expect([code, states.sandbox]).toEqual([69, 'failed']);
  expect(text).toMatch(/Set ORVION_MCP_SANDBOX_DATABASE to a file that this user may write/);
});

test('a port where nothing listens is told with the remedy', async () => {
  const AGENTPAY_API_BASE_URL = `http://127.0.0.1:${await freePort()}/v1`;
  const { code, text, states } = await doctor({ AGENTPAY_API_BASE_URL, AGENTPAY_API_KEY: CANARY });
  expect([code, states.backend, states.key]).toEqual([69, 'failed', 'skipped']);
  expect(text).toMatch(/nothing listens there\n +Start the backend\. Set AGENTPAY_API_BASE_URL/);
});

test('a backend that does not answer is waited for no longer than a call', async () => {
  const { code, states, text } = await doctorOf(() => undefined, { AGENTPAY_TIMEOUT_SEC: '0.3' });
  expect([code, states.backend]).toEqual([69, 'failed']);
  expect(text).toContain('did not answer in time');
});

test('a wrong key is told apart from a wrong address', async () => {
  const { code, text, states } = await doctor({ ...backend.variables, AGENTPAY_API_KEY: CANARY });
  expect([code, states]).toMatchObject([69, { backend: 'ok', key: 'failed', clock: 'ok' }]);
  expect(text).toMatch(/is not accepted \(401\)\n.*AGENTPAY_API_KEY/);
});

test.each([
  ['of another organisation', responding(403, '{}'), { backend: 'ok', key: 'failed' }, /AGENTPAY_ORG_ID/],
  ['at a wrong path', responding(404, '{}'), { backend: 'failed' }, /\(404\)\n.*AGENTPAY_API_BASE_URL/],
  [
    'that is a web page',
    responding(200, '<html>'),
    { backend: 'failed' },
    /not with invoices\n.*AGENTPAY_API_BASE_URL/,
  ],
  ['that moved', responding(301, '', { location: 'https://e.com' }), { backend: 'failed' }, /leads elsewhere \(301\)/],
  ['that fails', responding(503, '{}'), { backend: 'failed' }, /it fails \(503\)/],
])('a key or address %s is told', async (_what, listener, states, line) => {
  const findings = await doctorOf(listener);
  expect([findings.code, findings.states]).toMatchObject([69, states]);
  expect(findings.text).toMatch(line);
});

test('a backend that is only busy is no fault of the settings', async () => {
  const { code, states } = await doctorOf(responding(429, '{}'));
  expect([code, states]).toMatchObject([0, { backend: 'warning', key: 'skipped' }]);
});

test.each([
  ['ahead of', -3_600_000],
  ['behind', 3_600_000],
])('a clock that is %s that of the backend is told', async (how, offset) => {
  const { code, text, states } = await doctorOf((_request, response) => {
    response.writeHead(200, { date: new Date(Date.now() + offset).toUTCString() }).end('[]');
  });
  expect([code, states]).toMatchObject([69, { backend: 'ok', key: 'ok', clock: 'failed' }]);
  expect(text).toMatch(new RegExp(`is (?:3599|3600|3601) s ${how} the backend's\n +Set the clock`));
});

test('settings that are not usable are findings, each with its remedy', async () => {
  const { code, text, states } = await doctor({ AGENTPAY_API_KEY: `${CANARY} x`, ORVION_MCP_LISTN_PORT: '1' });
  expect([code, states]).toEqual([78, { version: expect.any(String) as string, settings: 'failed' }]);
  expect(text).toMatch(/AGENTPAY_API_BASE_URL is required\. Set it, for example to http/);
  expect(text).toMatch(/ORVION_MCP_LISTN_PORT .*ORVION_MCP_LISTEN_PORT\?\n/);
  expect(text).toContain('add --sandbox.');
  expect(text).toMatch(/^3 failed\.$/m);
});

test('a file of tokens that cannot be used is a finding', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'orvion-doctor-')), 'tokens.json');
  writeFileSync(file, `{"${CANARY}":1}`);
  const auth = { ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file };
  const { code, text } = await doctor({ ...backend.variables, ...auth });
  expect(code).toBe(78);
  expect(text).toMatch(/^failed +settings +ORVION_MCP_AUTH_TOKENS_FILE /m);
});

test('where callers bring keys, none is asked for', async () => {
  const { AGENTPAY_API_BASE_URL = '' } = backend.variables;
  const { code, states } = await doctor({ AGENTPAY_API_BASE_URL, ORVION_MCP_HTTP_AUTH: 'api-key' });
  expect([code, states]).toMatchObject([0, { backend: 'ok', key: 'skipped', clock: 'ok' }]);
});
