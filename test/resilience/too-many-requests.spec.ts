import { callTool } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import { startFaultProxy, type FaultProxy } from '../harness/fault-proxy.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { Measurements } from './measurements.js';

let backend: TestBackend;
let proxy: FaultProxy;
let service: TestApp;
const measurements = new Measurements('429 with Retry-After');

beforeEach(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  service = await startApp({ ...backend.variables, AGENTPAY_API_BASE_URL: proxy.baseUrl, AGENTPAY_TIMEOUT_SEC: '4' });
});

afterEach(async () => {
  await service.close();
  await proxy.close();
  await backend.close();
});

afterAll(() => measurements.print());

/** Answers 429 so many times. */
function limit(times: number, retryAfter: () => string | undefined): void {
  let left = times;
  proxy.decide(() => {
    if (left === 0) return undefined;
    left -= 1;
    const value = retryAfter();
    return { kind: 'status', status: 429, ...(value !== undefined && { headers: { 'retry-after': value } }) };
  });
}

const waited = (): number => (proxy.passed[1]?.at ?? Number.NaN) - (proxy.passed[0]?.at ?? Number.NaN);
const list = async () => callTool(service.endpoint, 'list_invoices', { limit: 1 });

test.each([
  ['seconds', () => '1', 1_000],
  // A date has whole seconds, so up to one of them is lost.
  ['a date', () => new Date(Date.now() + 2_000).toUTCString(), 900],
  // What asks for no wait gets none of a whole second: of one that is longer than the budget, the call would fail.
  ['a date in the past', () => new Date(Date.now() - 60_000).toUTCString(), 0],
  ['a negative number', () => '-5', 0],
  ['words', () => 'soon', 0],
  ['nothing', () => undefined, 0],
])('%s: the wait is obeyed, and the call succeeds', async (form, header, least) => {
  limit(1, header);
  expect((await list()).ok).toBe(true);
  expect(waited()).toBeGreaterThanOrEqual(least);
  expect(waited()).toBeLessThan(least === 0 ? 1_000 : 4_000);
  measurements.add(form, `waited ${Math.round(waited())} ms`);
});

test.each([
  ['more than the budget', '60', 60],
  ['absurdly long', '99999999999', 86_400],
  ['a date far away', 'Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
])('%s: told at once instead of waited for', async (form, header, seconds) => {
  limit(99, () => header);
  const { error } = await list();
  expect(error).toMatchObject({
    code: 'RATE_LIMITED',
    details: { http_status: 429, retryable: true, retry_after_seconds: seconds },
  });
  expect(error?.message).toContain(`in ${seconds} s`);
  expect(proxy.passed).toHaveLength(1);
  measurements.add(form, `told to wait ${seconds} s`);
});

test('a storm of 429 ends with RATE_LIMITED after two repetitions', async () => {
  limit(99, () => undefined);
  expect((await list()).error).toMatchObject({ code: 'RATE_LIMITED', details: { retryable: true } });
  expect(proxy.passed).toHaveLength(3);
});
