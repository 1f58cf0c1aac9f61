import { startApp, type TestApp } from '../harness/app.js';
import { startBackend } from '../harness/sandbox.js';
import { post } from '../harness/traced-call.js';
import { scrape, type Scrape } from '../harness/scrape.js';
import { use } from '../harness/use.js';
import { waitFor } from '../harness/wait-for.js';
import { request } from 'node:http';

jest.setTimeout(60_000);

let service: TestApp;
const backend = use(startBackend);

beforeEach(async () => {
  await backend.fail();
  service = await startApp({
    ...backend.variables,
    ORVION_MCP_METRICS: 'true',
    ORVION_MCP_BREAKER_FAILURES: '5',
    ORVION_MCP_BACKEND_CONCURRENCY: '1',
    ORVION_MCP_BACKEND_QUEUE: '1',
  });
});
afterEach(async () => service.close());

const call = async (tool: string, args: object = {}) => post(service.endpoint, '2026-07-28', tool, args);
const metrics = async (): Promise<Scrape> => scrape(`http://127.0.0.1:${service.port}/metrics`);

const ofOurs = (name: string): boolean => name.startsWith('mcp_server_');

/** A POST with this `Host`, which `fetch` would not send; gives its status. */
const withHost = async (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = service;
    request({ host: '127.0.0.1', port, path: '/mcp', method: 'POST', headers: { host } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end('{}');
  });

test('calls and requests to the backend are counted and timed, to the last one', async () => {
  await call('list_invoices', { limit: 1 });
  await call('list_invoices', { limit: 1 });
  await call('get_invoice', { id: 'inv_none' });
  await call('get_invoice', {});
  await backend.fail({ kind: 'status', status: 503 });
  await call('list_invoices', { limit: 1 });
  const { values } = await metrics();
  expect(values('mcp_server_tool_calls_total')).toEqual({
    'tool="list_invoices",code="OK"': 3,
    'tool="get_invoice",code="NOT_FOUND"': 1,
    'tool="get_invoice",code="VALIDATION_ERROR"': 1,
  });
  expect(values('mcp_server_tool_call_duration_seconds_count')).toEqual({
    'tool="list_invoices"': 3,
    'tool="get_invoice"': 2,
  });
  expect(values('mcp_server_backend_attempts_total')).toEqual({
    'method="GET",outcome="2xx"': 3,
    'method="GET",outcome="4xx"': 1,
    'method="GET",outcome="5xx"': 1,
  });
  expect(values('mcp_server_backend_attempt_duration_seconds_count')).toEqual({ 'method="GET"': 5 });
  expect(values('mcp_server_backend_retries_total')).toEqual({ 'method="GET"': 1 });
  expect(values('mcp_server_tool_calls_in_flight')).toEqual({ '': 0 });
});

test('durations are in seconds', async () => {
  await backend.fail({ kind: 'delay', delay_ms: 300 });
  const started = performance.now();
  await call('list_invoices', { limit: 1 });
  const seconds = (performance.now() - started) / 1000;
  const { values } = await metrics();
  for (const metric of ['tool_call', 'backend_attempt']) {
    const [sum = 0] = Object.values(values(`mcp_server_${metric}_duration_seconds_sum`));
    expect(sum).toBeGreaterThan(0.29);
    expect(sum).toBeLessThanOrEqual(seconds);
  }
});

test('what is under way and what waits is read when it is asked for', async () => {
  await backend.fail({ kind: 'delay', delay_ms: 60_000 });
  const leaving = new AbortController();
  const running = [1, 2].map(async () =>
    fetch(service.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_invoices' } }),
      signal: leaving.signal,
    }).catch(() => undefined),
  );
  const inFlight = 'mcp_server_tool_calls_in_flight';
  await waitFor(async () => (await metrics()).values(inFlight)[''] === 2);
  const { values } = await metrics();
  expect(values('mcp_server_backend_requests_in_flight')).toEqual({ '': 1 });
  expect(values('mcp_server_backend_requests_queued')).toEqual({ '': 1 });
  await call('list_invoices');
  expect((await metrics()).values('mcp_server_backend_requests_withheld_total')['reason="overloaded"']).toBe(1);
  leaving.abort();
  await Promise.all(running);
  await waitFor(async () => (await metrics()).values(inFlight)[''] === 0);
  const after = await metrics();
  expect(after.values('mcp_server_backend_requests_in_flight')).toEqual({ '': 0 });
  expect(after.values('mcp_server_backend_attempts_total')).toEqual({ 'method="GET",outcome="canceled"': 1 });
});

test('the state of the breaker is one of three', async () => {
  const state = 'mcp_server_backend_breaker_state';
  expect((await metrics()).values(state)).toEqual({ 'state="closed"': 1, 'state="open"': 0, 'state="half_open"': 0 });
  await backend.fail({ kind: 'status', status: 500, times: 5 });
  for (let failure = 0; failure < 5; failure += 1) await call('list_invoices');
  await call('list_invoices');
  const { values } = await metrics();
  expect(values(state)).toEqual({ 'state="closed"': 0, 'state="open"': 1, 'state="half_open"': 0 });
  expect(values('mcp_server_backend_requests_withheld_total')).toEqual({
    'reason="circuit_open"': 1,
    'reason="overloaded"': 0,
  });
});

test('requests that are turned away are counted by reason, and no name that a client chose becomes a series', async () => {
  await call('list_invoices', { limit: 1 });
  await withHost('evil.example');
  await call('no_such_tool');
  const series = (await metrics()).series();
  for (let flood = 0; flood < 200; flood += 1) {
    expect(await withHost(`host-${flood}.example`)).toBe(403);
    await call(`tool_${flood}`);
    await fetch(`http://127.0.0.1:${service.port}/path-${flood}`, { method: flood % 2 ? 'POST' : 'GET' });
  }
  const after = await metrics();
  expect(after.values('mcp_server_requests_refused_total')).toEqual({
    'reason="host"': 201,
    'reason="unknown_tool"': 201,
  });
  // What the runtime tells of itself comes and goes with sockets and garbage collections.
  expect(after.series().filter(ofOurs)).toEqual(series.filter(ofOurs));
});

test('the page is for Prometheus: by the address of the pod, without a token, and without a secret', async () => {
  const { contentType, text, values } = await metrics();
  expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).not.toContain(backend.variables.AGENTPAY_API_KEY);
  expect(Object.keys(values('mcp_server_build_info'))).toEqual([
    expect.stringMatching(/^version="[\d.]+",node="v[\d.]+"$/) as string,
  ]);
  expect(values('nodejs_eventloop_lag_p99_seconds')['']).toEqual(expect.any(Number));
  expect(values('process_resident_memory_bytes')['']).toBeGreaterThan(1_000_000);
  const { port } = service;
  const status = await new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: '/metrics', headers: { host: '10.1.2.3:3000' } }, (response) => {
      resolve(response.resume().statusCode);
    }).end();
  });
  expect(status).toBe(200);
});

test('without ORVION_MCP_METRICS there is no such page', async () => {
  const without = await startApp(backend.variables);
  const response = await fetch(`http://127.0.0.1:${without.port}/metrics`);
  await without.close();
  expect(response.status).toBe(404);
});
