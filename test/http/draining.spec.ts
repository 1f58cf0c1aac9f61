import { Agent } from 'node:http';
import { connect } from 'node:net';
import { bareRequest, type BareResponse, type BareRequest } from '../harness/bare-request.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

let service: Awaited<ReturnType<typeof startHttpProgram>>;

const backend = use(startBackend);

beforeEach(async () => backend.fail());
afterEach(async () => service.stop('SIGKILL'));

const start = async (variables: Variables): Promise<void> => {
  service = await startHttpProgram([], { ...backend.variables, ...variables });
};

const ask = async (what: BareRequest): Promise<BareResponse> => bareRequest(service.origin, what);

/** A call in the words of either protocol era. */
const call = (name: string, args: object = {}, isModern = false): BareRequest => ({
  path: '/mcp',
  method: 'POST',
  headers: isModern ? modernHeaders(name) : MCP_HEADERS,
  body: isModern ? modernCall(name, args) : toolCall(name, args),
});

const envelope = ({ text }: BareResponse): unknown =>
  (JSON.parse(text) as { result: { structuredContent: unknown } }).result.structuredContent;

const LIST = call('list_invoices', { limit: 1 });

const draining = async (): Promise<void> => {
  service.process.kill('SIGTERM');
  await waitFor(async () => (await ask({ path: '/readyz' })).outcome === 503);
};

/** Every kind of response that the server gives: what it is asked, and the status, before the drain and during it. */
const RESPONSES: readonly [what: string, request: BareRequest, before: number, during: number][] = [
  ['a call', LIST, 200, 200],
  ['a call of 2026-07-28', call('list_invoices', { limit: 1 }, true), 200, 200],
  ['a call that is refused', { ...LIST, headers: { ...MCP_HEADERS, host: 'evil.example.com' } }, 403, 403],
  ['a body that is no message', { ...LIST, body: [] }, 400, 400],
  ['a body of another type', { ...LIST, headers: { 'content-type': 'text/plain' } }, 415, 415],
  ['another method', { path: '/mcp' }, 405, 405],
  ['another path', { path: '/nope' }, 404, 404],
  ['a path that cannot be read', { path: '/%zz' }, 400, 400],
  ['/livez', { path: '/livez' }, 200, 200],
  ['/readyz', { path: '/readyz' }, 200, 503],
  // For people, and about the backend: a restart is no reason for an alarm.
  ['/health', { path: '/health' }, 200, 200],
];

test('during the delay everything is answered as before, but with Connection: close, also on kept connections', async () => {
  await start({ ORVION_MCP_DRAIN_DELAY_MS: '60000' });
  const agents = RESPONSES.map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  const all = async (): Promise<unknown[]> =>
    Promise.all(
      RESPONSES.map(async ([what, request], index) => {
        const { outcome, headers, reused } = await ask({ ...request, ...(agents[index] && { agent: agents[index] }) });
        return [what, outcome, headers.connection, reused];
      }),
    );
  expect(await all()).toEqual(RESPONSES.map(([what, , before]) => [what, before, 'keep-alive', false]));
  await draining();
  expect(await all()).toEqual(RESPONSES.map(([what, , , during]) => [what, during, 'close', true]));
  expect(await all()).toEqual(RESPONSES.map(([what, , , during]) => [what, during, 'close', false]));
  for (const agent of agents) agent.destroy();
});

test('a call that was under way before is answered with Connection: close, after nobody listens any more', async () => {
  await start({});
  await backend.fail({ kind: 'delay', delay_ms: 1_500 });
  const agent = new Agent({ keepAlive: true });
  const response = ask({ ...LIST, agent });
  await waitFor(async () => (await backend.seen()).received === 1);
  const ended = service.stop();
  await waitFor(async () => (await ask({ path: '/livez' })).outcome === 'ECONNREFUSED');
  expect((await backend.seen()).aborted_by_client).toBe(0);
  const { outcome, headers, ...rest } = await response;
  expect([outcome, headers.connection, envelope({ outcome, headers, ...rest })]).toEqual([
    200,
    'close',
    expect.objectContaining({ ok: true }),
  ]);
  expect(await ended).toBe(0);
});

const INVOICE = { customer_name: 'Drain Ltd', amount: 5, currency: 'EUR' };

/** What a call may have done when it has to be given up, and what its caller is told. */
const GIVEN_UP: readonly [what: string, tool: string, args: object, details: object][] = [
  ['a read', 'list_invoices', {}, { retryable: true, retry_after_seconds: 1 }],
  [
    'a write that can be repeated',
    'create_invoice',
    { ...INVOICE, external_id: 'drain-1' },
    { retryable: true, retry_after_seconds: 1, outcome: 'unknown' },
  ],
  ['a write that cannot', 'create_invoice', INVOICE, { retryable: false, outcome: 'unknown' }],
];

test('calls over the deadline are answered with an envelope that tells what is known, and it ends with 0', async () => {
  await start({ ORVION_MCP_DRAIN_DEADLINE_MS: '700', AGENTPAY_TIMEOUT_SEC: '60' });
  await backend.fail({ kind: 'delay', delay_ms: 60_000, times: 6 });
  const eras = [false, true];
  const responses = eras.flatMap((isModern) => GIVEN_UP.map(async ([, tool, args]) => ask(call(tool, args, isModern))));
  await waitFor(async () => (await backend.seen()).received === responses.length);
  const tookMs = await elapsed(service.stop());
  const reported = (await Promise.all(responses)).map((response) => [response.headers.connection, envelope(response)]);
  expect(reported).toEqual(
    eras.flatMap(() =>
      GIVEN_UP.map(([, , , details]) => [
        'close',
        {
          ok: false,
          data: null,
          error: {
            code: 'CLIENT_ERROR',
            message: expect.stringContaining('as this server is shutting down'),
            details: { reason: 'shutting_down', request_id: expect.any(String), ...details },
          },
        },
      ]),
    ),
  );
  expect(tookMs).toBeGreaterThan(690);
  expect(tookMs).toBeLessThan(10_000);
  expect(await service.ended).toBe(0);
  // No request is left behind at the backend either.
  await waitFor(async () => (await backend.seen()).aborted_by_client === responses.length);
  expect(service.stderr()).toContain('"calls":6');
  expect(service.stderr()).toMatch(/"msg":"drained"\}\n$/);
});

test('a client that does not read its response does not keep the process', async () => {
  // Far more than the system takes off our hands: quotes grow with each level of JSON.
  const invoice = {
    id: 'inv_big',
    status: 'sent',
    amount: '1.00',
    currency: 'EUR',
    note: '"'.repeat(3.5 * 1024 * 1024),
  };
  const raw = await startRawBackend((_request, response) => void response.end(JSON.stringify(invoice)));
  await start({ ...raw.variables, ORVION_MCP_DRAIN_DEADLINE_MS: '300' });
  const { body, headers } = call('get_invoice', { id: 'inv_big' });
  const text = JSON.stringify(body);
  const lines = Object.entries({ host: 'localhost', ...headers, 'content-length': text.length }).map((h) =>
    h.join(': '),
  );
  const deaf = connect(Number(new URL(service.origin).port), '127.0.0.1');
  deaf.on('error', () => undefined).write(`POST /mcp HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
  // The line of a call is written when its response is known.
  await service.said(/"msg":"tool call"/);
  expect(await elapsed(service.stop())).toBeLessThan(10_000);
  expect(await service.ended).toBe(0);
  deaf.destroy();
  await raw.close();
});
