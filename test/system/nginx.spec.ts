import type { RequestListener } from 'node:http';
import { bareRequest, type BareResponse, type BareRequest } from '../harness/bare-request.js';
import { freePort } from '../harness/free-port.js';
import { MCP_HEADERS } from '../harness/messages.js';
import { startNginx, type Nginx } from '../harness/nginx.js';
import { startRawBackend, type RawBackend } from '../harness/raw-backend.js';
import { inParallel } from '../harness/agent.js';
import { waitFor } from '../harness/wait-for.js';

const LIMIT = 256 * 1024;

let instances: RawBackend[] = [];
let nginx: Nginx;

afterEach(async () => {
  await nginx.stop();
  await Promise.all(instances.map(async (instance) => instance.close()));
  instances = [];
});

/** An instance that is ready and answers calls as the test says. */
async function startInstance(listener: RequestListener, isReady = true): Promise<RawBackend> {
  const instance = await startRawBackend((request, response) => {
    if (request.url === '/readyz') response.writeHead(isReady ? 200 : 503).end('{}');
    else listener(request, response);
  });
  instances.push(instance);
  return instance;
}

/** nginx in front of two instances; undefined stands for one that is not there. */
async function inFrontOf(...behind: (RawBackend | undefined)[]): Promise<void> {
  const [first = '', second = ''] = await Promise.all(
    behind.map(async (instance) => (instance ? new URL(instance.origin).host : `127.0.0.1:${await freePort()}`)),
  );
  nginx = await startNginx([first, second]);
}

const echo: RequestListener = (request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => response.end(JSON.stringify({ ...request.headers, bytes, url: request.url })));
};

/** Takes a call and breaks the connection. */
const breaking: RequestListener = (request) => void request.on('end', () => request.socket.destroy()).resume();

/** A body of so many bytes. */
const sized = (bytes: number): object => ({ x: 'x'.repeat(bytes - '{"x":""}'.length) });

const ask = async (what: Partial<BareRequest>): Promise<BareResponse> =>
  bareRequest(nginx.origin, { path: '/mcp', method: 'POST', headers: MCP_HEADERS, body: {}, ...what });

const callsTo = ({ requests }: RawBackend): number => requests.filter(({ url }) => url === '/mcp').length;

test('the instances learn who calls and by what name, and believe nothing the caller says of it', async () => {
  await inFrontOf(await startInstance(echo), await startInstance(echo));
  const lies = { 'x-forwarded-for': '10.9.8.7', 'x-forwarded-proto': 'https', forwarded: 'for=10.9.8.7' };
  const { outcome, text } = await ask({
    headers: { ...MCP_HEADERS, ...lies, host: 'mcp.example.com:8443', authorization: 'Bearer one', 'mcp-name': 'a' },
  });
  const { connection, ...seen } = JSON.parse(text) as Record<string, unknown>;
  expect(outcome).toBe(200);
  expect(seen).toMatchObject({
    host: 'mcp.example.com:8443',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    authorization: 'Bearer one',
    'mcp-name': 'a',
  });
  expect(connection).toBeUndefined();
});

test('nothing but the endpoint and its OAuth metadata is reached from outside', async () => {
  const instance = await startInstance(echo);
  await inFrontOf(instance, instance);
  const open = ['/mcp', '/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'];
  for (const path of open) expect([path, (await ask({ path, method: 'GET' })).outcome]).toEqual([path, 200]);
  const before = instance.requests.filter(({ url }) => url !== '/readyz').length;
  const shut = ['/', '/livez', '/readyz', '/health', '/metrics', '/orvion-readiness', '/mcp/x', '/mcp/../metrics'];
  for (const path of shut) expect([path, (await ask({ path, method: 'GET' })).outcome]).toEqual([path, 404]);
  expect(instance.requests.filter(({ url }) => url !== '/readyz')).toHaveLength(before);
});

test('a call that an instance has received is never sent again, whatever becomes of its response', async () => {
  const [first, second] = [await startInstance(breaking), await startInstance(breaking)];
  await inFrontOf(first, second);
  const responses = await inParallel(20, 4, async () => ask({}));
  expect(responses.map(({ outcome }) => outcome)).toEqual(responses.map(() => 502));
  expect(callsTo(first) + callsTo(second)).toBe(responses.length);
});

test('a call that could not reach an instance goes to the other', async () => {
  const instance = await startInstance(echo);
  await inFrontOf(undefined, instance);
  const responses = await inParallel(20, 4, async () => ask({}));
  expect(responses.map(({ outcome }) => outcome)).toEqual(responses.map(() => 200));
  expect(callsTo(instance)).toBe(responses.length);
});

test('an instance that is not ready gets no calls as soon as that is known, unless nobody else is there', async () => {
  const [leaving, staying] = [await startInstance(echo, false), await startInstance(echo)];
  await inFrontOf(leaving, staying);
  await waitFor(async () => (await ask({})).outcome === 200 && leaving.requests.some(({ url }) => url === '/readyz'));
  const before = callsTo(leaving);
  const responses = await inParallel(50, 4, async () => ask({}));
  expect(responses.map(({ outcome }) => outcome)).toEqual(responses.map(() => 200));
  expect(callsTo(leaving)).toBe(before);
  await nginx.stop();
  await inFrontOf(leaving, leaving);
  const alone = await inParallel(20, 4, async () => ask({}));
  expect(alone.map(({ outcome }) => outcome)).toEqual(alone.map(() => 200));
});

test('events of a stream pass one by one', async () => {
  let next: (() => void) | undefined;
  const instance = await startInstance((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    // Not before the client has the first: behind a buffer it would wait for ever.
    next = () => void response.end('data: 2\n\n');
  });
  await inFrontOf(instance, instance);
  const { body } = await fetch(nginx.endpoint, { method: 'POST', headers: MCP_HEADERS, body: '{}' });
  const events: string[] = [];
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    events.push(Buffer.from(chunk).toString());
    next?.();
  }
  expect(events).toEqual(['data: 1\n\n', 'data: 2\n\n']);
});

test('bodies have the limit of the instances', async () => {
  await inFrontOf(await startInstance(echo), await startInstance(echo));
  expect((await ask({ body: sized(LIMIT + 1) })).outcome).toBe(413);
  expect(JSON.parse((await ask({ body: sized(LIMIT) })).text)).toMatchObject({ bytes: LIMIT });
});
