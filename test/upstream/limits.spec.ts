import { callTool, inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import { startFaultProxy, type FaultProxy } from '../harness/fault-proxy.js';
import type { Variables } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';

let backend: TestBackend;
let proxy: FaultProxy;
const running: TestApp[] = [];

beforeEach(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (app) => app.close()));
  await proxy.close();
  await backend.close();
});

async function start(variables: Variables = {}): Promise<TestApp> {
  const app = await startApp({ ...backend.variables, AGENTPAY_API_BASE_URL: proxy.baseUrl, ...variables });
  running.push(app);
  return app;
}

const list = async ({ endpoint }: TestApp) => callTool(endpoint, 'list_invoices', { limit: 1 });
const circuitOf = async ({ port }: TestApp): Promise<unknown> => {
  const health = await (await fetch(`http://127.0.0.1:${port}/health`)).json();
  return (health as { details: { backend: { circuit: unknown } } }).details.backend.circuit;
};

test('no more requests are under way than allowed, some wait, and the rest is answered at once', async () => {
  const app = await start({
    ORVION_MCP_BACKEND_CONCURRENCY: '2',
    ORVION_MCP_BACKEND_QUEUE: '3',
    AGENTPAY_TIMEOUT_SEC: '20',
  });
  await backend.fail({ kind: 'delay', delay_ms: 600, times: 99 });
  const responses = await inParallel(10, 10, async () => list(app));
  const overloaded = responses.filter(({ error }) => error?.details.reason === 'overloaded');
  expect(responses.filter(({ ok }) => ok)).toHaveLength(5);
  expect(overloaded).toHaveLength(5);
  expect(overloaded[0]?.error).toMatchObject({
    code: 'CLIENT_ERROR',
    details: { retryable: true, retry_after_seconds: 1 },
  });
});

test('a client that goes away while its call waits for a turn takes the call out of the queue', async () => {
  const app = await start({ ORVION_MCP_BACKEND_CONCURRENCY: '1', ORVION_MCP_BACKEND_QUEUE: '1' });
  proxy.decide(() => ({ kind: 'half-open' }));
  const first = list(app);
  await waitFor(() => proxy.passed.length === 1);
  const client = new AbortController();
  const second = fetch(app.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_invoices' } }),
    signal: client.signal,
  });
  await waitFor(async () => (await list(app)).error?.details.reason === 'overloaded');
  client.abort();
  await expect(second).rejects.toThrow('aborted');
  expect((await first).error?.details.reason).toBe('timeout');
  // Only the first call ever reached the backend.
  expect(proxy.passed).toHaveLength(1);
}, 20_000);

test('the breaker opens, lets one probe through after its time, and closes when that succeeds', async () => {
  const app = await start({ ORVION_MCP_BREAKER_FAILURES: '3', ORVION_MCP_BREAKER_OPEN_SEC: '1' });
  proxy.decide(() => ({ kind: 'status', status: 500 }));
  for (let call = 0; call < 3; call += 1) expect((await list(app)).error?.code).toBe('INTERNAL_ERROR');
  expect((await list(app)).error?.details.reason).toBe('circuit_open');
  expect(await circuitOf(app)).toBe('open');
  expect(proxy.passed).toHaveLength(3);

  proxy.decide(() => ({ kind: 'latency', ms: 300 }));
  await waitFor(async () => {
    const responses = await inParallel(5, 5, async () => list(app));
    return responses.some(({ ok }) => ok);
  });
  // Five calls at once, and one of them alone was let through.
  expect(proxy.passed).toHaveLength(1);
  expect(await circuitOf(app)).toBe('closed');
});

test('a probe that succeeds clears the failures before it: one more opens nothing', async () => {
  const app = await start({ ORVION_MCP_BREAKER_FAILURES: '3', ORVION_MCP_BREAKER_OPEN_SEC: '0.3' });
  proxy.decide(() => ({ kind: 'status', status: 500 }));
  for (let call = 0; call < 3; call += 1) await list(app);
  expect(await circuitOf(app)).toBe('open');
  proxy.decide(() => undefined);
  await waitFor(async () => (await list(app)).ok);

  proxy.decide(() => ({ kind: 'status', status: 500 }));
  expect((await list(app)).error?.code).toBe('INTERNAL_ERROR');
  expect(await circuitOf(app)).toBe('closed');
});

test('a probe that fails opens the circuit again', async () => {
  const app = await start({ ORVION_MCP_BREAKER_FAILURES: '2', ORVION_MCP_BREAKER_OPEN_SEC: '0.3' });
  proxy.decide(() => ({ kind: 'status', status: 500 }));
  for (let call = 0; call < 2; call += 1) await list(app);
  await waitFor(async () => (await list(app)).error?.code === 'INTERNAL_ERROR');
  expect((await list(app)).error?.details.reason).toBe('circuit_open');
  expect(proxy.passed).toHaveLength(3);
});

test('failures among many more successes do not open it', async () => {
  const app = await start({ ORVION_MCP_BREAKER_FAILURES: '3' });
  let request = 0;
  proxy.decide(() => (request++ % 4 === 3 ? { kind: 'status', status: 500 } : undefined));
  const responses = await inParallel(40, 1, async () => list(app));
  expect(responses.filter(({ ok }) => ok)).toHaveLength(30);
  expect(await circuitOf(app)).toBe('closed');
});

test('two backends: the breaker of one does not keep calls from the other', async () => {
  const failing = await start({ ORVION_MCP_BREAKER_FAILURES: '1' });
  const healthy = await start({ AGENTPAY_API_BASE_URL: backend.baseUrl, ORVION_MCP_BREAKER_FAILURES: '1' });
  proxy.decide(() => ({ kind: 'status', status: 500 }));
  await list(failing);
  expect((await list(failing)).error?.details.reason).toBe('circuit_open');
  expect((await list(healthy)).ok).toBe(true);
});

test('calls at once share connections and the breaker, and nothing of each other', async () => {
  const app = await start();
  const responses = await inParallel(50, 50, async (index) =>
    callTool(app.endpoint, 'create_invoice', {
      customer_name: `Isolated ${index}`,
      amount: index + 1,
      currency: 'EUR',
    }),
  );
  for (const [index, { data }] of responses.entries()) {
    expect(data?.invoice).toMatchObject({ customer_name: `Isolated ${index}`, amount: `${index + 1}.00` });
  }
  const { requests } = await backend.seen();
  expect(new Set(requests.map(({ headers }) => headers['x-request-id'])).size).toBe(50);
});
