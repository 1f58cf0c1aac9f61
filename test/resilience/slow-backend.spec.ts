import { readFileSync } from 'node:fs';
import { callTool, inParallel } from '../harness/agent.js';
import type { Envelope } from '../harness/clients.js';
import { startFaultProxy, type FaultProxy, type ProxyFault } from '../harness/fault-proxy.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';
import { Measurements, FULL } from './measurements.js';

const BUDGET_MS = 4_000;
const CALLS = FULL ? 100 : 40;

let backend: TestBackend;
let proxy: FaultProxy;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
const measurements = new Measurements('A backend that is slow in every way');

beforeAll(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  service = await startHttpProgram([], {
    ...backend.variables,
    AGENTPAY_API_BASE_URL: proxy.baseUrl,
    AGENTPAY_TIMEOUT_SEC: String(BUDGET_MS / 1000),
  });
});

afterAll(async () => {
  measurements.print();
  await service.stop();
  await proxy.close();
  await backend.close();
});

/** Durations the service logged for its calls, in milliseconds: what the test's own process adds does not count. */
const loggedDurations = (): number[] =>
  [...service.stderr().matchAll(/"duration_ms":([\d.]+)/g)].map(([, ms]) => Number(ms));

/** Calls so many times at once, and waits for their lines in the log, which may come after the responses. */
async function callAndRead(width: number): Promise<{ responses: readonly Envelope[]; durations: readonly number[] }> {
  const before = loggedDurations().length;
  const responses = await inParallel(CALLS, width, async () =>
    callTool(service.endpoint, 'list_invoices', { limit: 1 }),
  );
  await waitFor(() => loggedDurations().length === before + CALLS);
  return { responses, durations: loggedDurations().slice(before) };
}

/** Resident memory in MB; 0 where the system does not tell. */
const residentMb = (): number => {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${service.process.pid}/status`, 'utf8') : '';
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

const SLOW: readonly ProxyFault[] = [
  { kind: 'bandwidth', bytesPerSecond: 1 },
  { kind: 'latency', ms: 8_000 },
  { kind: 'half-open' },
];

test.each(SLOW)('$kind: the budget holds, and sockets and memory come back', async (fault) => {
  proxy.decide(() => undefined);
  await callAndRead(20);
  const memoryBefore = residentMb();

  proxy.decide(() => fault);
  const { responses, durations } = await callAndRead(CALLS);
  expect(responses.every(({ error }) => error?.details.reason === 'timeout')).toBe(true);
  // Without its budget a call takes 8 s and more, with one for each attempt twice the budget.
  expect(Math.max(...durations)).toBeLessThan(BUDGET_MS * 1.8);
  expect(Math.min(...durations)).toBeGreaterThanOrEqual(BUDGET_MS * 0.95);

  // An aborted request takes its connection along.
  await waitFor(async () => (await proxy.connections()) === 0);
  proxy.decide(() => undefined);
  expect((await callAndRead(1)).responses.every(({ ok }) => ok)).toBe(true);
  expect(residentMb() - memoryBefore).toBeLessThan(50);
  measurements.add(`${fault.kind}: calls / slowest, ms of ${BUDGET_MS}`, `${CALLS} / ${Math.max(...durations)}`);
  measurements.add(
    `${fault.kind}: memory before / after, MB`,
    `${Math.round(memoryBefore)} / ${Math.round(residentMb())}`,
  );
});
