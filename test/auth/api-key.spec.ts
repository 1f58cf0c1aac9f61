import { SANDBOX_KEYS } from '../../src/sandbox/index.js';
import { inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import type { Envelope } from '../harness/clients.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

const CALLS = 10_000;
const TENANTS = Object.entries(SANDBOX_KEYS);

let backend: TestBackend;
let service: TestApp;

beforeAll(async () => {
  backend = await startBackend();
  const { AGENTPAY_API_KEY: _operator, ...variables } = backend.variables;
  // Callers, service and backend share one event loop here, whose delay is not what this is about.
  const patience = { AGENTPAY_TIMEOUT_SEC: '60', ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: '60000' };
  service = await startApp({ ...variables, ORVION_MCP_HTTP_AUTH: 'api-key', ...patience });
});

afterAll(async () => {
  await service.close();
  await backend.close();
});

async function call(key: string, tool: string, args: object, endpoint = service.endpoint): Promise<Envelope> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...MCP_HEADERS, authorization: `Bearer ${key}` },
    body: JSON.stringify(toolCall(tool, args)),
  });
  return ((await response.json()) as { result: { structuredContent: Envelope } }).result.structuredContent;
}

interface Row {
  readonly id: string;
  readonly customer_name: string;
  readonly organization_id: string;
}

/** A call of one tenant and the organisations, and names, that its response shows. */
async function turn(index: number, own: readonly Row[][]): Promise<{ tenant: number; rows: readonly Row[] }> {
  const tenant = index % 2;
  const [name, key] = TENANTS[tenant]!;
  const created = own[tenant]!;
  if (index % 10 < 2) {
    const external_id = `turn-${index - tenant}`;
    const args = { customer_name: `${name} ${index}`, amount: 1, currency: 'EUR', external_id };
    const { data } = await call(key, 'create_invoice', args);
    const invoice = data?.invoice as Row;
    created.push(invoice);
    return { tenant, rows: [invoice] };
  }
  const known = created[index % Math.max(1, created.length)];
  if (index % 10 < 6 && known) {
    const { data } = await call(key, 'get_invoice', { id: known.id });
    return { tenant, rows: [data?.invoice as Row] };
  }
  const { data } = await call(key, 'list_invoices', { limit: 2 });
  return { tenant, rows: data?.invoices as Row[] };
}

test('of two tenants and 10,000 calls side by side, no response and no invoice crosses', async () => {
  const own: Row[][] = [[], []];
  const turns = await inParallel(CALLS, 32, async (index) => turn(index, own));
  const seen = TENANTS.map((_tenant, tenant) =>
    turns.filter((one) => one.tenant === tenant).flatMap(({ rows }) => rows),
  );
  expect(seen.map((rows) => [...new Set(rows.map(({ organization_id }) => organization_id))])).toEqual([
    ['org_01SANDBOXACME'],
    ['org_01SANDBOXGLOBEX'],
  ]);
  // What was created with the same external_id by both is two invoices, each of its own tenant.
  expect(own.map((rows) => rows.length)).toEqual([CALLS / 10, CALLS / 10]);
  for (const [tenant, [name]] of TENANTS.entries())
    expect(own[tenant]!.filter(({ customer_name }) => !customer_name.startsWith(`${name} `))).toEqual([]);
  const foreign = own[1]!.slice(0, 20).map(async ({ id }) => call(SANDBOX_KEYS.acme, 'get_invoice', { id }));
  expect((await Promise.all(foreign)).map(({ error }) => error?.code)).toEqual(Array(20).fill('NOT_FOUND'));
}, 240_000);

test("each request to the backend carries its caller's key, and only in the header for it", async () => {
  const raw = await startRawBackend((request, response) => {
    // Reading, paying without a response, and reading back: every step of a call.
    if (request.method === 'POST') request.socket.destroy();
    else response.end(JSON.stringify({ id: 'inv_1', status: 'sent', amount: '1.00', currency: 'EUR' }));
  });
  const app = await startApp({
    AGENTPAY_API_BASE_URL: raw.variables.AGENTPAY_API_BASE_URL!,
    ORVION_MCP_HTTP_AUTH: 'api-key',
  });
  for (const [, key] of TENANTS) await call(key, 'mark_invoice_paid', { id: 'inv_1' }, app.endpoint);
  const keys = raw.requests.map(({ headers }) => headers.authorization);
  const [acme = [], globex = []] = TENANTS.map(([, key]) => keys.filter((sent) => sent === `Bearer ${key}`));
  expect(acme.length).toBeGreaterThan(2);
  expect(keys).toEqual([...acme, ...globex]);
  for (const { headers, url } of raw.requests) {
    const { authorization: _key, ...others } = headers;
    expect(JSON.stringify([url, others])).not.toContain('test_sandbox');
  }
  await app.close();
  await raw.close();
});

test('a key that the backend does not accept is UNAUTHORIZED, in words for its owner', async () => {
  const { error } = await call('test_unknown_key', 'list_invoices', {});
  expect(error).toMatchObject({ code: 'UNAUTHORIZED', details: { http_status: 401, retryable: false } });
  expect(error?.message).toBe('Orvion does not accept the API key. Send a valid one as the bearer token.');
});

test('without a key a call does not reach the backend, and the backend still counts as up', async () => {
  await backend.fail();
  const response = await fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body: '{}' });
  expect([response.status, (await backend.seen()).received]).toEqual([401, 0]);
  const health = await fetch(`http://127.0.0.1:${service.port}/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', details: { backend: { status: 'up' } } });
});

test('a backend that asks for a key with 403, as FastAPI does, is up as well; one that fails is not', async () => {
  let status = 403;
  const raw = await startRawBackend((_request, response) => response.writeHead(status).end('{"detail":"No"}'));
  const { AGENTPAY_API_BASE_URL = '' } = raw.variables;
  try {
    for (const [responded, wanted] of [
      [403, 'up'],
      [500, 'degraded'],
    ] as const) {
      status = responded;
      // A service of its own, as the response is kept for some seconds.
      const fresh = await startApp({ AGENTPAY_API_BASE_URL, ORVION_MCP_HTTP_AUTH: 'api-key' });
      const health = await fetch(`http://127.0.0.1:${fresh.port}/health`);
      await fresh.close();
      expect(await health.json()).toMatchObject({ details: { backend: { status: wanted } } });
    }
  } finally {
    await raw.close();
  }
});
