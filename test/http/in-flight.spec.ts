import { once } from 'node:events';
import { connect } from 'node:net';
import { startApp } from '../harness/app.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

const LIMIT = 3;
const HELD_MS = 8_000;

const backend = use(startBackend);
const service = use(async () => startApp({ ...backend.variables, ORVION_MCP_MAX_IN_FLIGHT: String(LIMIT) }));

beforeEach(async () => backend.fail());

const post = async (signal: AbortSignal | null = null, body = JSON.stringify(toolCall('list_invoices'))) =>
  fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body, signal });

/** Fills the server with calls that wait for the backend until their clients leave. */
async function fill(): Promise<AbortController> {
  await backend.fail({ kind: 'delay', delay_ms: HELD_MS, times: LIMIT });
  const clients = new AbortController();
  for (let call = 0; call < LIMIT; call += 1) post(clients.signal).catch(() => undefined);
  await waitFor(async () => (await backend.seen()).received === LIMIT);
  return clients;
}

const isServed = async (): Promise<boolean> => (await post()).status === 200;

test('one call more is answered 503 at once, in words of the protocol, and served when there is room', async () => {
  const clients = await fill();
  const responses: Response[] = [];
  const took = await elapsed(post().then((response) => responses.push(response)));
  const [response] = responses;
  expect([response?.status, response?.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await response?.json()).toEqual({
    jsonrpc: '2.0',
    id: null,
    error: { code: -32603, message: expect.stringContaining('Try again in 1 s') as string },
  });
  expect(took).toBeLessThan(HELD_MS / 2);
  clients.abort();
  await waitFor(isServed);
});

test('probes and wrong methods are answered meanwhile as ever', async () => {
  const clients = await fill();
  const statuses: Record<string, number> = {};
  for (const path of ['/livez', '/readyz', '/health', '/mcp', '/nope']) {
    statuses[path] = (await fetch(`http://127.0.0.1:${service.port}${path}`)).status;
  }
  clients.abort();
  expect(statuses).toEqual({ '/livez': 200, '/readyz': 200, '/health': 200, '/mcp': 405, '/nope': 404 });
  await waitFor(isServed);
});

test('a body that is on its way counts, until its client leaves', async () => {
  const head = `POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`;
  const sockets = Array.from({ length: LIMIT }, () => connect(service.port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => undefined).write(head);
  await waitFor(async () => !(await isServed()));
  expect((await post()).status).toBe(503);
  for (const socket of sockets) socket.destroy();
  await waitFor(isServed);
});

test('whatever becomes of a call, it is counted out', async () => {
  const wrong = [
    async () => post(null, 'not json'),
    async () => post(null, JSON.stringify(toolCall('no_such_tool'))),
    async () => post(null, 'x'.repeat(300_000)),
    async () => fetch(service.endpoint, { method: 'POST', body: 'text' }),
    async () =>
      fetch(service.endpoint, { method: 'POST', headers: { ...MCP_HEADERS, accept: 'text/html' }, body: '{}' }),
    async () => fetch(service.endpoint, { method: 'DELETE' }),
  ];
  for (let round = 0; round <= LIMIT; round += 1) {
    for (const send of wrong) {
      const { status, body } = await send();
      await body?.cancel();
      expect(status).not.toBe(503);
    }
  }
  for (let round = 0; round <= LIMIT; round += 1) {
    const socket = connect(service.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\n\r\n`);
    socket.destroy();
  }
  const together = await Promise.all(Array.from({ length: LIMIT }, async () => post()));
  expect(together.map(({ status }) => status)).toEqual(Array.from({ length: LIMIT }, () => 200));
});
