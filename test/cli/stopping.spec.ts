import { once } from 'node:events';
import { connect } from 'node:net';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { elapsed, waitFor } from '../harness/wait-for.js';

jest.setTimeout(30_000);

type Service = Awaited<ReturnType<typeof startHttpProgram>>;

let service: Service;

const backend = use(startBackend);

beforeEach(async () => backend.fail());
afterEach(async () => service.stop('SIGKILL'));

const start = async (variables: Variables = {}): Promise<void> => {
  service = await startHttpProgram([], { ...backend.variables, ...variables });
};

/** A call that the backend answers after so many milliseconds, once it has arrived there. */
async function callInFlight(delay_ms: number): Promise<{ response: Promise<Response> }> {
  await backend.fail({ kind: 'delay', delay_ms });
  const body = JSON.stringify(toolCall('list_invoices'));
  const response = fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body });
  response.catch(() => undefined);
  await waitFor(async () => (await backend.seen()).received === 1);
  return { response };
}

const probe = async (path: string): Promise<number> => (await fetch(`${service.origin}${path}`)).status;

test('it names its backend, and SIGTERM lets calls in flight be answered before it ends with 0', async () => {
  await start();
  await service.said(/Ctrl\+C stops it\./);
  expect(service.stderr()).toContain(`Backend: ${backend.baseUrl}\n`);
  expect(service.stderr()).not.toContain(backend.variables.AGENTPAY_API_KEY);
  const { response } = await callInFlight(1_000);
  const stopped = service.stop();
  const body = (await (await response).json()) as { result: { structuredContent: unknown } };
  expect(body.result.structuredContent).toMatchObject({ ok: true });
  expect(await elapsed(stopped)).toBeLessThan(5_000);
  expect(await stopped).toBe(0);
});

test('a second signal ends it at once', async () => {
  await start({ ORVION_MCP_DRAIN_DELAY_MS: '60000' });
  const { response } = await callInFlight(60_000);
  service.process.kill('SIGTERM');
  await waitFor(async () => (await probe('/readyz')) === 503);
  expect(await elapsed(service.stop('SIGTERM'))).toBeLessThan(5_000);
  expect(await service.ended).toBe(130);
  await expect(response).rejects.toThrow('fetch failed');
});

/** Connections that have not sent a whole request. */
const UNFINISHED = [
  '',
  'POST /mcp HTTP/1.1\r\nHost: localhost\r\n',
  'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"json',
];

test('a person at a terminal does not wait for a load balancer, but for calls', async () => {
  await start({ ORVION_MCP_DRAIN_DELAY_MS: '60000' });
  const { response } = await callInFlight(500);
  const stopped = service.stop('SIGINT');
  expect(await response).toMatchObject({ status: 200 });
  expect(await elapsed(stopped)).toBeLessThan(5_000);
  expect(await stopped).toBe(0);
});

test('connections that were never used, or stop half way, do not keep it from ending', async () => {
  await start();
  const sockets = UNFINISHED.map((bytes) => {
    const socket = connect(Number(new URL(service.origin).port), '127.0.0.1');
    socket.on('error', () => undefined).write(bytes);
    return socket;
  });
  await Promise.all(sockets.map(async (socket) => once(socket, 'connect')));
  // A later connection that is answered shows that the others have been taken.
  expect(await probe('/livez')).toBe(200);
  expect(await elapsed(service.stop())).toBeLessThan(5_000);
  expect(await service.ended).toBe(0);
  for (const socket of sockets) socket.destroy();
});
