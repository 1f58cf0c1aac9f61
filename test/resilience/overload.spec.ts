import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../harness/agent.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';
import { Measurements, FULL } from './measurements.js';

/** A backend that needs this long for each call, and a bound on calls under way: what the service can do is known. */
const BACKEND_MS = 500;
const IN_FLIGHT = FULL ? 50 : 10;
const CAPACITY = (IN_FLIGHT * 1_000) / BACKEND_MS;
const SECONDS = FULL ? 15 : 4;
const STEP_MS = 20;

const measurements = new Measurements('ten times as many calls as can be served');
let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  await backend.fail({ kind: 'delay', delay_ms: BACKEND_MS, times: 1_000_000 });
  service = await startHttpProgram([], {
    ...backend.variables,
    ORVION_MCP_MAX_IN_FLIGHT: String(IN_FLIGHT),
    // The default, which a bounded number of calls under way must not come near to.
    ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: '500',
  });
});

afterAll(async () => {
  measurements.print();
  await service.stop();
  await backend.close();
});

interface Outcome {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const body = JSON.stringify(toolCall('list_invoices', { limit: 1 }));

async function call(path = '/mcp'): Promise<Outcome> {
  const method = path === '/mcp' ? 'POST' : 'GET';
  return new Promise((resolve, reject) => {
    const sent = request(service.origin + path, { method, agent, headers: MCP_HEADERS }, (response) => {
      const { statusCode: status = 0, headers } = response;
      response.resume().on('end', () => resolve({ status, retryAfter: headers['retry-after'] }));
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? body : undefined);
  });
}

interface Load {
  readonly outcomes: readonly Outcome[];
  readonly seconds: number;
}

async function measure(calls: () => Promise<readonly Outcome[]>): Promise<Load> {
  const start = performance.now();
  const outcomes = await calls();
  return { outcomes, seconds: (performance.now() - start) / 1_000 };
}

/** Begins so many calls a second, whatever becomes of them, and gives all their outcomes. */
async function offer(perSecond: number): Promise<readonly Outcome[]> {
  const calls: Promise<Outcome>[] = [];
  const start = performance.now();
  for (let elapsed = 0; elapsed < SECONDS * 1_000; elapsed = performance.now() - start) {
    const due = (perSecond * elapsed) / 1_000;
    while (calls.length < due) calls.push(call());
    await pause(STEP_MS);
  }
  return Promise.all(calls);
}

const servedPerSecond = ({ outcomes, seconds }: Load): number =>
  outcomes.filter(({ status }) => status === 200).length / seconds;

test('most of what can be served is, the rest is told when to come again, and the process is alive', async () => {
  const peak = servedPerSecond(
    await measure(async () => inParallel(CAPACITY * SECONDS, IN_FLIGHT, async () => call())),
  );
  const probes: number[] = [];
  const load = measure(async () => offer(10 * CAPACITY));
  const over = new AbortController();
  void load.finally(() => over.abort());
  while (!over.signal.aborted) {
    probes.push((await call('/livez')).status);
    await pause(100);
  }
  const { outcomes, seconds } = await load;
  const goodput = servedPerSecond({ outcomes, seconds });
  const rejected = outcomes.filter(({ status }) => status !== 200);
  measurements.add('calls offered', `${Math.round(outcomes.length / seconds)}/s`);
  measurements.add('served at the bound of calls under way', `${peak.toFixed(1)}/s`);
  measurements.add('served at ten times that', `${goodput.toFixed(1)}/s (${Math.round((100 * goodput) / peak)} %)`);
  measurements.add('refused with 503 and Retry-After', rejected.length);
  measurements.add('/livez asked meanwhile', `${probes.length} times`);
  expect(goodput).toBeGreaterThanOrEqual(0.7 * peak);
  expect(rejected.length).toBeGreaterThan(outcomes.length / 2);
  expect(rejected.filter(({ status, retryAfter }) => status !== 503 || retryAfter !== '1')).toEqual([]);
  expect(new Set(probes)).toEqual(new Set([200]));
  await waitFor(async () => (await call()).status === 200);
  agent.destroy();
}, 120_000);
