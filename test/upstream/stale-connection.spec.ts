import { callTool } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import type { Envelope } from '../harness/clients.js';
import { startFaultProxy, type FaultProxy } from '../harness/fault-proxy.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

let backend: TestBackend;
let proxy: FaultProxy;
let service: TestApp;

beforeEach(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  service = await startApp({ ...backend.variables, AGENTPAY_API_BASE_URL: proxy.baseUrl });
  // Leaves a kept connection behind, which the next request will use.
  await callTool(service.endpoint, 'list_invoices', { limit: 1 });
  proxy.decide(() => ({ kind: 'reset-before-commit' }));
});

afterEach(async () => {
  await service.close();
  await proxy.close();
  await backend.close();
});

const create = async (external_id?: string): Promise<Envelope> =>
  callTool(service.endpoint, 'create_invoice', { customer_name: 'Stale', amount: 1, currency: 'EUR', external_id });

test('a read on a connection that the backend has closed gets one attempt beside the two repetitions', async () => {
  const { error } = await callTool(service.endpoint, 'list_invoices', { limit: 1 });
  expect(error?.details.reason).toBe('reset');
  expect(proxy.passed).toHaveLength(4);
});

test('so does a create with external_id', async () => {
  expect((await create('stale-1')).error?.details).toMatchObject({ outcome: 'unknown', retryable: true });
  expect(proxy.passed).toHaveLength(4);
});

test('a create without external_id does not', async () => {
  expect((await create()).error?.details).toMatchObject({ outcome: 'unknown', retryable: false });
  expect(proxy.passed).toHaveLength(1);
});
