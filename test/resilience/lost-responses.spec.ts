import { callTool, inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import type { Envelope } from '../harness/clients.js';
import { startFaultProxy, type FaultProxy, type PassedRequest, type ProxyFault } from '../harness/fault-proxy.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { Measurements, FULL } from './measurements.js';

const CREATES = FULL ? 1000 : 150;
const WIDTH = 20;

let backend: TestBackend;
let proxy: FaultProxy;
let service: TestApp;
const measurements = new Measurements('Lost answers');

beforeAll(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  service = await startApp({ ...backend.variables, AGENTPAY_API_BASE_URL: proxy.baseUrl });
});

afterAll(async () => {
  measurements.print();
  await service.close();
  await proxy.close();
  await backend.close();
});

const create = async (customer_name: string, external_id?: string): Promise<Envelope> =>
  callTool(service.endpoint, 'create_invoice', { customer_name, amount: 12.5, currency: 'EUR', external_id });

/** Loses the first response of each invoice after the backend has stored it. */
function loseFirstResponses(): void {
  const met = new Set<string>();
  proxy.decide(({ method, body }: PassedRequest) => {
    if (method !== 'POST' || met.has(body)) return undefined;
    met.add(body);
    return { kind: 'reset-after-commit' };
  });
}

async function rowsNamed(prefix: string): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (let offset = 0; ; offset += 1000) {
    const page = await backend.page(prefix, offset);
    for (const { customer_name } of page) rows.set(customer_name, (rows.get(customer_name) ?? 0) + 1);
    if (page.length < 1000) return rows;
  }
}

test('with external_id: an agent that repeats what is retryable ends with one invoice for each', async () => {
  loseFirstResponses();
  let repeatedByAgent = 0;
  await inParallel(CREATES, WIDTH, async (index) => {
    for (;;) {
      const response = await create(`Keyed ${index}`, `keyed-${index}`);
      if (response.ok) return;
      expect(response.error).toMatchObject({
        code: 'CLIENT_ERROR',
        details: { reason: 'reset', outcome: 'unknown', retryable: true },
      });
      expect(response.error?.message).toContain(`with the external_id keyed-${index}: it is not doubled`);
      repeatedByAgent += 1;
    }
  });
  const rows = await rowsNamed('Keyed ');
  expect(rows.size).toBe(CREATES);
  expect([...rows.values()].filter((count) => count !== 1)).toEqual([]);
  // A kept connection that breaks gets a free attempt; what that does not settle goes to the retry budget, then the agent.
  const repeatedByService = proxy.passed.length - CREATES - repeatedByAgent;
  expect(repeatedByService).toBeGreaterThan(0);
  measurements.add('creates with external_id, each first answer lost', CREATES);
  measurements.add(
    'rows in the database',
    [...rows.values()].reduce((sum, count) => sum + count, 0),
  );
  measurements.add('repeated by the service / by the agent', `${repeatedByService} / ${repeatedByAgent}`);
});

test('without external_id: nothing is sent twice, and every lost response is reported as unknown', async () => {
  loseFirstResponses();
  const responses = await inParallel(CREATES, WIDTH, async (index) => create(`Unkeyed ${index}`));
  for (const { error } of responses) {
    expect(error).toMatchObject({
      code: 'CLIENT_ERROR',
      details: { reason: 'reset', outcome: 'unknown', retryable: false },
    });
    expect(error?.message).toMatch(/list_invoices.*external_id/);
  }
  const rows = await rowsNamed('Unkeyed ');
  expect(proxy.passed).toHaveLength(CREATES);
  expect([...rows.values()].filter((count) => count !== 1)).toEqual([]);
  expect(rows.size).toBe(CREATES);
  measurements.add('creates without external_id, each answer lost', CREATES);
  measurements.add(
    'requests sent / rows / told as unknown',
    `${proxy.passed.length} / ${rows.size} / ${responses.length}`,
  );
});

test.each<[string, ProxyFault, object]>([
  ['cut in the middle of the answer', { kind: 'cut-body' }, { reason: 'reset' }],
  ['answered 503', { kind: 'status', status: 503 }, { http_status: 503 }],
])('a create without external_id that was %s is not sent again', async (_how, fault, details) => {
  proxy.decide(() => fault);
  const { error } = await create('Once');
  expect(error?.details).toMatchObject({ ...details, outcome: 'unknown', retryable: false });
  expect(proxy.passed).toHaveLength(1);
});

test('a create that never left says that nothing was changed', async () => {
  const app = await startApp({ ...backend.variables, AGENTPAY_API_BASE_URL: 'http://127.0.0.1:1/v1' });
  const invoice = { customer_name: 'Never', amount: 1, currency: 'EUR' };
  const { error } = await callTool(app.endpoint, 'create_invoice', invoice);
  await app.close();
  expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { reason: 'refused', retryable: true } });
  expect(error?.details).not.toHaveProperty('outcome');
  expect(error?.message).toContain('Nothing was changed');
});

test('an earlier attempt that may have arrived is not forgotten when a later one is rejected', async () => {
  let request = 0;
  proxy.decide(() => (request++ === 0 ? { kind: 'reset-after-commit' } : { kind: 'status', status: 409 }));
  const { error } = await create('Uncertain', 'uncertain-1');
  expect(error).toMatchObject({ code: 'INVALID_STATUS', details: { http_status: 409, outcome: 'unknown' } });
  expect(error?.message).toContain('An earlier attempt got no answer');
});

test('creates of two replicas at once with one external_id make one invoice', async () => {
  proxy.decide(() => undefined);
  const replica = await startApp(backend.variables);
  const responses = await inParallel(40, 40, async (index) =>
    callTool((index % 2 ? replica : service).endpoint, 'create_invoice', {
      customer_name: 'Twice',
      amount: 7,
      currency: 'EUR',
      external_id: 'twice-1',
    }),
  );
  await replica.close();
  expect(responses.every(({ ok }) => ok)).toBe(true);
  expect(new Set(responses.map(({ data }) => (data as { invoice: { id: string } }).invoice.id)).size).toBe(1);
  expect(await rowsNamed('Twice')).toEqual(new Map([['Twice', 1]]));
});
