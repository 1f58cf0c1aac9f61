import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SANDBOX_KEYS } from '../../src/sandbox/index.js';
import { startApp, type TestApp } from '../harness/app.js';
import { REVISIONS, rpc, type Revision } from '../harness/rpc.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';

const TEMPLATE = { type: 'ref/resource', uri: 'orvion://invoices/{id}' };

const file = join(mkdtempSync(join(tmpdir(), 'orvion-scopes-')), 'tokens.json');
const tokens = Object.entries({ reads: ['invoices:read'], writes: ['invoices:write'] }).map(([name, scopes]) => ({
  name,
  sha256: createHash('sha256').update(`token-${name}`).digest('hex'),
  scopes,
}));
writeFileSync(file, JSON.stringify({ tokens }));

const backend = use(startBackend);
const service = use(async () =>
  startApp({ ...backend.variables, ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file }),
);

beforeEach(async () => backend.fail());

const names = async (revision: Revision, token: string, method: string, list: string): Promise<unknown> => {
  const { result } = await rpc(service.endpoint, revision, method, {}, token);
  return (result[list] as { name: string }[]).map(({ name }) => name);
};

describe.each(REVISIONS)('with scopes, in %s,', (revision) => {
  const ask = async (method: string, params: Record<string, unknown>, token: string) =>
    rpc(service.endpoint, revision, method, params, token);

  test.each([
    ['token-reads', ['invoice'], ['chase_overdue_invoices', 'month_end_summary']],
    ['token-writes', [], ['create_invoice_from_text']],
  ])('%s sees the templates %j and the prompts %j', async (token, templates, prompts) => {
    expect(await names(revision, token, 'resources/templates/list', 'resourceTemplates')).toEqual(templates);
    expect(await names(revision, token, 'prompts/list', 'prompts')).toEqual(prompts);
    expect(await names(revision, token, 'resources/list', 'resources')).toEqual(['error-codes', 'status-rules']);
  });

  test('what is everyone’s is read with a token for anything', async () => {
    const { status, result } = await ask('resources/read', { uri: 'orvion://status-rules' }, 'token-writes');
    expect([status, result.contents]).toEqual([200, [expect.objectContaining({ uri: 'orvion://status-rules' })]]);
  });

  test('a scope that is missing is asked for, and the backend is not', async () => {
    for (const [method, params, scope] of [
      ['resources/read', { uri: 'orvion://invoices/inv_1' }, 'invoices:read'],
      ['prompts/get', { name: 'chase_overdue_invoices' }, 'invoices:read'],
      ['prompts/get', { name: 'reconcile_payment', arguments: { amount: '1', currency: 'EUR' } }, 'invoices:read'],
    ] as const) {
      const { status, challenge } = await ask(method, params, 'token-writes');
      expect([status, challenge]).toEqual([403, expect.stringContaining('error="insufficient_scope"') as unknown]);
      expect(challenge).toContain(scope);
    }
    expect((await backend.seen()).received).toBe(0);
  });

  test('completion of what a caller does not see is completion of nothing', async () => {
    const argument = { name: 'id', value: '' };
    const hidden = await ask('completion/complete', { ref: TEMPLATE, argument }, 'token-writes');
    expect(hidden.error).toMatchObject({ code: -32602, data: { code: 'NOT_FOUND' } });
    const ref = { type: 'ref/prompt', name: 'chase_overdue_invoices' };
    const prompt = await ask('completion/complete', { ref, argument }, 'token-writes');
    expect(prompt.error).toMatchObject({ code: -32602, data: { code: 'NOT_FOUND' } });
    expect((await backend.seen()).received).toBe(0);
    const seen = await ask('completion/complete', { ref: TEMPLATE, argument }, 'token-reads');
    expect((seen.result.completion as { values: string[] }).values.length).toBeGreaterThan(10);
  });

  test('lists that differ between callers are theirs alone to keep', async () => {
    if (revision !== '2026-07-28') return;
    for (const method of ['resources/list', 'resources/templates/list', 'prompts/list']) {
      expect((await ask(method, {}, 'token-reads')).result).toMatchObject({ cacheScope: 'private' });
    }
  });
});

test('with ORVION_MCP_READ_ONLY there are only prompts that change nothing', async () => {
  const readOnly = await startApp({ ...backend.variables, ORVION_MCP_READ_ONLY: 'true' });
  const { result } = await rpc(readOnly.endpoint, '2026-07-28', 'prompts/list');
  const hidden = await rpc(readOnly.endpoint, '2026-07-28', 'prompts/get', { name: 'reconcile_payment' });
  await readOnly.close();
  const listed = (result.prompts as { name: string }[]).map(({ name }) => name);
  expect(listed).toEqual(['chase_overdue_invoices', 'month_end_summary']);
  expect(hidden.error).toMatchObject({ code: -32602, data: { code: 'NOT_FOUND' } });
});

describe("with the callers' own keys", () => {
  let tenants: TestApp;

  beforeAll(async () => {
    const { AGENTPAY_API_KEY: _operator, ...variables } = backend.variables;
    tenants = await startApp({ ...variables, ORVION_MCP_HTTP_AUTH: 'api-key' });
  });

  afterAll(async () => tenants.close());

  test.each(REVISIONS)('in %s each reads and completes what is its own, side by side', async (revision) => {
    const turns = Object.entries(SANDBOX_KEYS).flatMap((tenant) => Array.from({ length: 20 }, () => tenant));
    const seen = turns.map(async ([tenant, key]) => {
      const params = { ref: TEMPLATE, argument: { name: 'id', value: 'INV-' } };
      const { result } = await rpc(tenants.endpoint, revision, 'completion/complete', params, key);
      const [number] = (result.completion as { values: string[] }).values;
      // Both tenants number their invoices alike, so the same address is another invoice for each.
      const read = await rpc(tenants.endpoint, revision, 'resources/read', { uri: `orvion://invoices/${number}` }, key);
      const [{ text }] = read.result.contents as [{ text: string }];
      const { invoice } = JSON.parse(text) as { invoice: { organization_id: string } };
      return `${tenant}: ${invoice.organization_id}`;
    });
    expect([...new Set(await Promise.all(seen))]).toEqual(['acme: org_01SANDBOXACME', 'globex: org_01SANDBOXGLOBEX']);
  });

  test("an invoice is nobody's to keep but the reader's, and only for now", async () => {
    const uri = 'orvion://invoices/INV-2026-0001';
    const { result } = await rpc(tenants.endpoint, '2026-07-28', 'resources/read', { uri }, SANDBOX_KEYS.acme);
    expect(result).toMatchObject({ ttlMs: 0, cacheScope: 'private' });
  });
});
