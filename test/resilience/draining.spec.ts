import { Agent } from 'node:http';
import { bareRequest, type BareResponse, type BareRequest } from '../harness/bare-request.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { Measurements } from './measurements.js';

const DELAY_MS = 2_000;
const CALL: BareRequest = {
  path: '/mcp',
  method: 'POST',
  headers: MCP_HEADERS,
  body: toolCall('list_invoices', { limit: 1 }),
};

const measurements = new Measurements('SIGTERM with nothing to wait for');
let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], { ...backend.variables, ORVION_MCP_DRAIN_DELAY_MS: String(DELAY_MS) });
});

afterAll(async () => {
  measurements.print();
  await service.stop('SIGKILL');
  await backend.close();
});

const ask = async (what: BareRequest): Promise<BareResponse> => bareRequest(service.origin, what);

test('/readyz tells at once, everything else goes on for the delay, then nobody listens, and it ends with 0', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await ask({ path: '/readyz', agent });
  const begin = performance.now();
  const since = (): number => Math.round(performance.now() - begin);
  service.process.kill('SIGTERM');

  let ready = await ask({ path: '/readyz', agent });
  while (ready.outcome === 200) ready = await ask({ path: '/readyz', agent });
  const unreadyMs = since();
  expect([ready.outcome, JSON.parse(ready.text)]).toEqual([503, expect.objectContaining({ status: 'error' })]);
  // At once, and not only when the delay is over.
  expect(unreadyMs).toBeLessThan(DELAY_MS / 2);

  const outcomes: unknown[] = [];
  let asked = 0;
  for (;;) {
    const { outcome } = await ask([CALL, { path: '/livez' }, { path: '/health' }][asked % 3] as BareRequest);
    if (outcome === 'ECONNREFUSED') break;
    // In the very moment in which the server stops listening, the kernel resets connections that wait to be accepted.
    if (outcome === 'ECONNRESET' && since() >= DELAY_MS) break;
    asked += 1;
    if (outcome !== 200) outcomes.push(outcome);
  }
  const listenedMs = since();
  expect(outcomes).toEqual([]);
  expect(asked).toBeGreaterThan(10);
  expect(listenedMs).toBeGreaterThanOrEqual(DELAY_MS);
  expect(await service.ended).toBe(0);
  const endedMs = since();
  // The connection that is kept alive would hold it up until the deadline for calls.
  expect(endedMs).toBeLessThan(DELAY_MS * 3);

  measurements.add('/readyz unready after, ms', unreadyMs);
  measurements.add('listened for, ms (2000 set)', listenedMs);
  measurements.add('ended after, ms', endedMs);
  measurements.add('requests served meanwhile', asked);
  agent.destroy();
});
