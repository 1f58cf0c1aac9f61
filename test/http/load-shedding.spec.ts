import type { FastifyInstance } from 'fastify';
import { setImmediate as turn } from 'node:timers/promises';
import { startApp } from '../harness/app.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { waitFor } from '../harness/wait-for.js';

const LIMIT_MS = 100;

const backend = use(startBackend);
const service = use(async () =>
  startApp({ ...backend.variables, ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: String(LIMIT_MS) }),
);

const post = async () =>
  fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body: JSON.stringify(toolCall('list_invoices')) });

const isServed = async (): Promise<boolean> => (await post()).status === 200;

const get = async (path: string) => fetch(`http://127.0.0.1:${service.port}${path}`);

function block(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

/** Keeps the event loop of this process busy in slices, each longer than is allowed, while the work is done. */
async function whileBusy(work: () => Promise<void>): Promise<void> {
  const over = new AbortController();
  const done = work().finally(() => over.abort());
  while (!over.signal.aborted) {
    block(2 * LIMIT_MS);
    await turn();
  }
  await done;
}

test('while the event loop is late, calls are answered 503 and nothing else changes; then all is as before', async () => {
  await waitFor(isServed);
  await whileBusy(async () => {
    await waitFor(async () => (await post()).status === 503);
    const shed = await post();
    expect([shed.status, shed.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await shed.json()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32603, message: expect.stringContaining('Try again in 1 s') as string },
    });
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      expect.objectContaining({ details: { server: { status: 'down', phase: 'shedding' } } }),
    ]);
    expect([(await get('/livez')).status, (await get('/health')).status]).toEqual([200, 200]);
    expect((await get('/mcp')).status).toBe(405);
    const foreign = await fetch(service.endpoint, { method: 'POST', headers: { origin: 'null' } });
    expect(foreign.status).toBe(403);
  });
  await waitFor(isServed);
  await waitFor(async () => (await get('/readyz')).status === 200);
});

test('no route is added', async () => {
  for (const path of ['/status', '/mcp/status']) expect((await get(path)).status).toBe(404);
});

test('a pause so long that nothing could be measured is not taken for longer than any limit', async () => {
  const patient = await startApp({ ...backend.variables, ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: '60000' });
  try {
    const server: FastifyInstance = patient.app.getHttpAdapter().getInstance();
    while (server.memoryUsage().eventLoopDelay !== Infinity) {
      block(1_100);
      await turn();
    }
    expect((await fetch(`http://127.0.0.1:${patient.port}/readyz`)).status).toBe(200);
  } finally {
    await patient.close();
  }
});
