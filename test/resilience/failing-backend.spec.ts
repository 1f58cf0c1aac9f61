import { callTool, inParallel } from '../harness/agent.js';
import { startFaultProxy, type FaultProxy } from '../harness/fault-proxy.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { Measurements, FULL } from './measurements.js';

const CALLS = FULL ? 1000 : 200;
/** The least a service may repeat in ten seconds, however few calls it has. */
const FLOOR = 3;

let backend: TestBackend;
let proxy: FaultProxy;
const measurements = new Measurements('A backend that always answers 503');

beforeAll(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  proxy.decide(() => ({ kind: 'status', status: 503 }));
});

afterAll(async () => {
  measurements.print();
  await proxy.close();
  await backend.close();
});

async function callRepeatedly(variables: Variables) {
  const service = await startHttpProgram([], {
    ...backend.variables,
    AGENTPAY_API_BASE_URL: proxy.baseUrl,
    ...variables,
  });
  proxy.decide(() => ({ kind: 'status', status: 503 }));
  const banner = service.stderr().length;
  const responses = await inParallel(CALLS, 10, async () => callTool(service.endpoint, 'list_invoices', { limit: 1 }));
  const health: unknown = await (await fetch(`${service.origin}/health`)).json();
  const sent = proxy.passed.length;
  await service.stop();
  return { responses, sent, health, log: service.stderr().slice(banner) };
}

test('the retry budget keeps what is sent within 1.1 times what is called', async () => {
  const { responses, sent, log } = await callRepeatedly({ ORVION_MCP_BREAKER_FAILURES: '1000000' });
  expect(responses.every(({ error }) => error?.code === 'INTERNAL_ERROR')).toBe(true);
  // One more request is the health check's.
  expect(sent).toBeLessThanOrEqual(CALLS * 1.1 + FLOOR + 1);
  expect(sent).toBeGreaterThan(CALLS);
  const lines = log.trim().split('\n');
  expect(lines.filter((line) => line.includes('"msg":"tool call"'))).toHaveLength(CALLS);
  // Besides, the server says that it begins to drain and that it has.
  expect(lines).toHaveLength(CALLS + 2);
  expect(log.length / CALLS).toBeLessThan(400);
  measurements.add('calls / requests sent, breaker kept closed', `${CALLS} / ${sent}`);
  measurements.add('log bytes a call', Math.round(log.length / CALLS));
});

test('the breaker opens: calls are answered at once, and /health says so', async () => {
  const { responses, sent, health } = await callRepeatedly({ ORVION_MCP_BREAKER_FAILURES: '5' });
  const rejected = responses.filter(({ error }) => error?.details.reason === 'circuit_open');
  // Ten calls run at once, so up to nine more can be under way when the fifth failure opens the breaker.
  expect(sent).toBeLessThanOrEqual(5 + 9 + FLOOR);
  expect(rejected.length).toBeGreaterThanOrEqual(CALLS - sent);
  for (const { error } of rejected) {
    expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { retryable: true } });
    expect(error?.details.retry_after_seconds).toBeGreaterThanOrEqual(1);
    expect(error?.details.retry_after_seconds).toBeLessThanOrEqual(5);
  }
  expect(health).toMatchObject({ details: { backend: { status: 'degraded', circuit: 'open' } } });
  measurements.add('calls / requests sent, breaker as by default', `${CALLS} / ${sent}`);
});

test('4xx answers never open the breaker', async () => {
  const service = await startHttpProgram([], {
    ...backend.variables,
    AGENTPAY_API_BASE_URL: proxy.baseUrl,
    ORVION_MCP_BREAKER_FAILURES: '1',
  });
  for (const status of [400, 401, 403, 404, 409, 422, 429]) {
    proxy.decide(() => ({ kind: 'status', status, headers: { 'retry-after': '60' } }));
    await callTool(service.endpoint, 'list_invoices');
    expect(proxy.passed).toHaveLength(1);
  }
  const { details } = (await (await fetch(`${service.origin}/health`)).json()) as {
    details: { backend: { circuit: string } };
  };
  await service.stop();
  expect(details.backend.circuit).toBe('closed');
});
