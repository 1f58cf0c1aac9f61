import { errorPlaces } from '../harness/api-errors.js';
import { InvoicesClient, unique } from '../harness/invoices-client.js';
import type { Fault, Seen } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';
import { useSandbox } from './use-sandbox.js';

const { acme, origin } = useSandbox();
// Fault control has no version prefix and needs no key.
const control = new InvoicesClient(() => ({ baseUrl: origin(), apiKey: 'none' }));

const fail = async (...faults: Fault[]): Promise<void> => {
  const { status, text } = await control.call('PUT', '/__faults', faults);
  if (status !== 200) throw new Error(text);
};
const seen = async (): Promise<Seen> => (await control.call<Seen>('GET', '/__faults')).body;

const until = async (holds: (report: Seen) => boolean): Promise<void> => waitFor(async () => holds(await seen()));

afterEach(async () => {
  await control.call('DELETE', '/__faults');
});

test('DELETE takes all rules back', async () => {
  await fail({ kind: 'status', status: 500, times: 9 });
  expect((await acme.call('GET', '/health')).status).toBe(500);
  expect((await control.call('DELETE', '/__faults')).status).toBe(204);
  expect((await acme.call('GET', '/health')).status).toBe(200);
});

test('without faults everything works', async () => {
  await fail();
  expect((await acme.post()).status).toBe(201);
});

test('delay holds the response back and changes nothing else', async () => {
  await fail({ kind: 'delay', delay_ms: 150 });
  const start = performance.now();
  expect((await acme.post()).status).toBe(201);
  expect(performance.now() - start).toBeGreaterThanOrEqual(145);
});

test('a delayed request whose client has gone is not carried out', async () => {
  const customer_name = unique('Gone');
  await fail({ kind: 'delay', delay_ms: 60_000, method: 'POST' });
  const leave = new AbortController();
  const request = fetch(`${origin()}/v1/invoices`, {
    method: 'POST',
    headers: { authorization: 'Bearer test_sandbox_acme', 'content-type': 'application/json' },
    body: JSON.stringify({ customer_name, amount: 1, currency: 'EUR' }),
    signal: leave.signal,
  }).catch(() => 'left');
  await until(({ fired }) => fired === 1);
  leave.abort();
  expect(await request).toBe('left');
  await until(({ aborted_by_client }) => aborted_by_client === 1);
  expect(await acme.list({ search: customer_name })).toEqual([]);
});

test('status answers instead of the API, with headers and a body of choice', async () => {
  const customer_name = unique('Status');
  const body = { detail: 'Slow down', wait: 5 };
  await fail({ kind: 'status', status: 429, headers: { 'retry-after': '7' }, body }, { kind: 'status' });
  const response = await acme.post({ customer_name });
  expect(response).toMatchObject({ status: 429, body });
  expect(response.headers.get('retry-after')).toBe('7');
  expect(await acme.post({ customer_name })).toMatchObject({
    status: 500,
    body: { detail: expect.any(String) as string },
  });
  expect(await acme.list({ search: customer_name })).toEqual([]);
});

test.each([
  ['reset-before-commit', 0, 'fetch failed'],
  ['reset-after-commit', 1, 'fetch failed'],
  ['half-body', 1, 'terminated'],
])('%s loses the response, and leaves %i invoices', async (kind, left, failure) => {
  const customer_name = unique(kind);
  await fail({ kind });
  await expect(acme.post({ customer_name })).rejects.toThrow(failure);
  expect(await acme.list({ search: customer_name })).toHaveLength(left);
  expect(await seen()).toMatchObject({ fired: 1, aborted_by_client: 0 });
});

test('empty responses 204 after the invoice is stored', async () => {
  const customer_name = unique('Empty');
  await fail({ kind: 'empty' });
  expect(await acme.post({ customer_name })).toMatchObject({ status: 204, text: '' });
  expect(await acme.list({ search: customer_name })).toHaveLength(1);
});

test.each([
  ['html', 502, /^<!doctype html>/],
  ['wrong-shape', 200, /^\{"items":/],
  ['huge-body', 200, /^"x{1000}/],
])('%s answers %i with a body of its kind', async (kind, status, text) => {
  await fail({ kind });
  expect(await acme.call('GET', '/invoices', undefined)).toMatchObject({
    status,
    text: expect.stringMatching(text) as string,
  });
});

test('not-json declares JSON that is none', async () => {
  await fail({ kind: 'not-json' });
  await expect(acme.list()).rejects.toThrow(SyntaxError);
});

test('redirect points elsewhere', async () => {
  await fail({ kind: 'redirect', headers: { location: 'http://127.0.0.1:9/elsewhere' } });
  const response = await fetch(`${origin()}/v1/invoices`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/elsewhere']);
});

test('a rule meets only its method and path, as often as it says', async () => {
  await fail({ kind: 'status', status: 503, method: 'GET', path: '/v1/invoices', times: 2 });
  const statuses = [];
  for (const [method, path] of [
    ['GET', '/health'],
    ['DELETE', '/invoices/x'],
    ['GET', '/invoices?limit=1'],
    ['GET', '/invoices/x'],
    ['GET', '/invoices/x'],
  ] as const) {
    statuses.push((await acme.call(method, path)).status);
  }
  expect(statuses).toEqual([200, 404, 503, 503, 404]);
});

test('the report says what came, but no key', async () => {
  await fail({ kind: 'delay' });
  await acme.call('GET', '/invoices?limit=1', undefined, { 'x-request-id': 'r-1' });
  const report = await seen();
  expect(report).toMatchObject({ received: 1, fired: 1, aborted_by_client: 0 });
  expect(report.requests).toMatchObject([
    { method: 'GET', url: '/v1/invoices?limit=1', headers: { 'x-request-id': 'r-1', authorization: '[present]' } },
  ]);
  expect(JSON.stringify(report)).not.toContain('test_sandbox_acme');
});

test.each([
  [{}, ['body']],
  [[{}], ['body.0.kind']],
  [[{ kind: 'delay' }, { kind: 'delays' }], ['body.1.kind']],
  [[{ kind: 'status', status: 99 }], ['body.0.status']],
  [[{ kind: 'status', status: '500' }], ['body.0.status']],
  [[{ kind: 'delay', delay_ms: -1, times: 0.5 }], ['body.0.delay_ms', 'body.0.times']],
  [[{ kind: 'status', headers: { 'a b': 'c' } }], ['body.0.headers']],
  [[{ kind: 'status', headers: { a: 'b\r\nc: d' } }], ['body.0.headers']],
])('rules that make no sense are rejected: %j', async (rules, places) => {
  expect(errorPlaces(await control.call('PUT', '/__faults', rules))).toEqual(places);
});
