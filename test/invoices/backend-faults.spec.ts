import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startRawBackend, type RawBackend } from '../harness/raw-backend.js';
import { startBackend, type Fault } from '../harness/sandbox.js';
import { startToolCaller, type ToolCaller, type ToolFailure } from '../harness/tool-caller.js';
import type { Variables } from '../harness/program.js';
import { use } from '../harness/use.js';
import { waitFor } from '../harness/wait-for.js';

const CREATE = { customer_name: 'Faulty', amount: 10, currency: 'EUR' };

let service: ToolCaller | undefined;
const raws: RawBackend[] = [];

const backend = use(startBackend);

beforeEach(async () => backend.fail());

afterEach(async () => {
  await service?.close();
  for (const raw of raws.splice(0)) await raw.close();
});

async function startRaw(listener: RequestListener): Promise<RawBackend> {
  const raw = await startRawBackend(listener);
  raws.push(raw);
  return raw;
}

/** The error of a service that meets this backend for the first time: what it learned from other faults must not count. */
async function errorFrom(
  variables: Variables,
  tool = 'get_invoice',
  args: object = { id: 'inv_1' },
): Promise<ToolFailure> {
  service = await startToolCaller(variables);
  return service.error(tool, args);
}

const unusable = (reason: string, retryable: boolean, status?: number) => ({
  code: 'CLIENT_ERROR',
  message: expect.stringMatching(/^Could not .{1,60}: no usable answer from Orvion, as /) as string,
  details: {
    reason,
    retryable,
    request_id: expect.any(String) as string,
    ...(status !== undefined && { http_status: status }),
  },
});

const serverError = (status: number) => ({ code: 'INTERNAL_ERROR', details: { http_status: status, retryable: true } });

describe('a backend that cannot be reached', () => {
  test('as nothing listens is CLIENT_ERROR, refused', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const variables = { ...backend.variables, AGENTPAY_API_BASE_URL: `http://127.0.0.1:${port}/v1` };
    expect(await errorFrom(variables)).toEqual(unusable('refused', true));
  });

  test('as its name means nothing is CLIENT_ERROR, dns', async () => {
    // A label of 64 letters is none, so no name server is asked.
    const variables = { ...backend.variables, AGENTPAY_API_BASE_URL: `http://${'a'.repeat(64)}.invalid/v1` };
    expect(await errorFrom(variables)).toEqual(unusable('dns', true));
  });
});

const FAULTS: [what: string, fault: Fault, error: object][] = [
  ['breaks the connection', { kind: 'reset-before-commit' }, unusable('reset', true)],
  ['breaks off in the middle of the body', { kind: 'half-body' }, unusable('reset', true)],
  ['answers what is not JSON', { kind: 'not-json' }, unusable('unreadable', true, 200)],
  ['answers JSON of another shape', { kind: 'wrong-shape' }, unusable('unreadable', true, 200)],
  ['answers with an empty 204', { kind: 'empty' }, unusable('empty', true, 204)],
  ['answers with an empty 200', { kind: 'status', status: 200, body: '' }, unusable('empty', true, 200)],
  ['answers 20 MB', { kind: 'huge-body' }, unusable('too_large', false)],
  ['answers an HTML page with 200', { kind: 'html', status: 200 }, unusable('unreadable', true, 200)],
  ['answers an HTML page with 502', { kind: 'html' }, serverError(502)],
];

describe.each(FAULTS)('a backend that %s', (_what, fault, error) => {
  test('fails get_invoice', async () => {
    const [first] = (await backend.api('GET', '/invoices?limit=1')).body as unknown as [{ id: string }];
    await backend.fail({ ...fault, times: 99 });
    const failure = await errorFrom(backend.variables, 'get_invoice', { id: first.id });
    expect(failure).toMatchObject(error);
  });

  test('fails list_invoices', async () => {
    await backend.fail({ ...fault, times: 99 });
    const failure = await errorFrom(backend.variables, 'list_invoices', { customer_email: 'a@example.com' });
    expect(failure).toMatchObject(error);
    expect(failure.details).not.toHaveProperty('outcome');
  });

  test('never makes two invoices of one create_invoice', async () => {
    const customer_name = `Faulty ${fault.kind} ${fault.status}`;
    await backend.fail({ ...fault, times: 99 });
    const { code } = await errorFrom(backend.variables, 'create_invoice', { ...CREATE, customer_name });
    expect(code).toBe((error as { code: string }).code);
    await backend.fail();
    expect((await backend.invoicesOf(customer_name)).length).toBeLessThanOrEqual(1);
  });
});

const impatient = (): Variables => ({ ...backend.variables, AGENTPAY_TIMEOUT_SEC: '0.5' });

describe('a backend that is slow', () => {
  test('to answer costs no more than the budget, and the request is let go', async () => {
    await backend.fail({ kind: 'delay', delay_ms: 20_000, times: 99 });
    const started = performance.now();
    expect(await errorFrom(impatient())).toEqual(unusable('timeout', true));
    expect(performance.now() - started).toBeLessThan(5_000);
    await waitFor(async () => (await backend.seen()).aborted_by_client > 0);
  });

  test('to finish its body costs no more than the budget', async () => {
    const endless = await startRaw((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id": "inv_1",');
    });
    expect(await errorFrom({ ...endless.variables, AGENTPAY_TIMEOUT_SEC: '0.5' })).toEqual(unusable('timeout', true));
  });

  test('but within the budget is waited for', async () => {
    await backend.fail({ kind: 'delay', delay_ms: 100 });
    service = await startToolCaller(impatient());
    expect((await service.call('list_invoices')).ok).toBe(true);
  });
});

describe('a redirect', () => {
  test.each([
    [301, 'get_invoice', { id: 'inv_1' }],
    [302, 'list_invoices', {}],
    [303, 'mark_invoice_paid', { id: 'inv_1' }],
    [307, 'create_invoice', CREATE],
    [308, 'get_invoice', { id: 'inv_1' }],
  ])('%i is not followed by %s, so the key stays here', async (status, tool, args) => {
    const elsewhere = await startRaw((_request, response) => response.end('[]'));
    const headers = { location: `${elsewhere.origin}/v1/invoices` };
    await backend.fail({ kind: 'redirect', status, headers, times: 99 });
    expect(await errorFrom(backend.variables, tool, args)).toMatchObject(unusable('redirect', false, status));
    expect(elsewhere.requests).toEqual([]);
  });

  test('to the same host is not followed either', async () => {
    const headers = { location: `${backend.variables.AGENTPAY_API_BASE_URL}/invoices` };
    await backend.fail({ kind: 'redirect', headers });
    expect(await errorFrom(backend.variables)).toEqual(unusable('redirect', false, 307));
    expect((await backend.seen()).received).toBe(1);
  });
});

describe('bytes', () => {
  test.each([
    ['over the limit', Buffer.alloc(20_000_000, 32), {}, 'too_large', false],
    ['packed although nobody asked for it', gzipSync('[]'), { 'content-encoding': 'gzip' }, 'unreadable', true],
    ['only said to be packed', Buffer.from('[]'), { 'content-encoding': 'br' }, 'unreadable', true],
  ])('%s are CLIENT_ERROR', async (_what, body, headers, reason, retryable) => {
    const raw = await startRaw((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
    });
    expect(await errorFrom(raw.variables, 'list_invoices', {})).toMatchObject({
      code: 'CLIENT_ERROR',
      details: { reason, retryable },
    });
  });

  test('that are no HTTP are CLIENT_ERROR, unreadable', async () => {
    const raw = await startRaw((request) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'));
    expect(await errorFrom(raw.variables)).toEqual(unusable('unreadable', true));
  });
});
