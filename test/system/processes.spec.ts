import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { bareRequest } from '../harness/bare-request.js';
import { freePort } from '../harness/free-port.js';
import { startNginx } from '../harness/nginx.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { scrape } from '../harness/scrape.js';
import { waitFor } from '../harness/wait-for.js';
import { Measurements } from '../resilience/measurements.js';

jest.setTimeout(120_000);

const COUNTS = [1, 2, 4] as const;
const CONNECTIONS = 64;
const CORES = cpus().length;

type Replica = Awaited<ReturnType<typeof startHttpProgram>>;

/** What came of some load. */
interface Outcome {
  readonly perSecond: number;
  readonly errors: number;
  readonly wrongResponses: number;
  readonly firstFailure?: string;
}

interface Window extends Outcome {
  /** Calls that each process has answered meanwhile. */
  readonly shares: readonly number[];
  /** Seconds of CPU of the processes together, for a thousand calls. */
  readonly cpuPerThousand: number;
  /** Share of the machine that nobody used. */
  readonly idle: number;
}

let backend: ChildProcess | undefined;
let replicas: readonly Replica[] = [];

/** A backend that takes its time, and four processes in front of it. */
async function start(backendMs: number, variables: Variables): Promise<void> {
  const port = await freePort();
  const env = { PORT: String(port), BENCH_DELAY_MS: String(backendMs) };
  backend = spawn(process.execPath, ['bench/servers/backend.mjs'], { env, stdio: 'ignore' });
  await waitFor(async () => (await bareRequest(`http://127.0.0.1:${port}`, { path: '/' })).outcome === 200);
  const settings = {
    AGENTPAY_API_BASE_URL: `http://127.0.0.1:${port}/v1`,
    AGENTPAY_API_KEY: 'test_processes',
    ORVION_MCP_ALLOWED_HOSTS: 'mcp.example.com',
    ORVION_MCP_METRICS: 'true',
    LOG_LEVEL: 'warn',
  };
  replicas = await Promise.all(
    Array.from({ length: 4 }, async () => startHttpProgram([], { ...settings, ...variables })),
  );
}

afterEach(async () => {
  await Promise.all(replicas.map(async (replica) => replica.stop()));
  backend?.kill('SIGKILL');
  if (backend) await once(backend, 'close');
});

const callsOf = async ({ origin }: Replica): Promise<number> => {
  const { values } = await scrape(`${origin}/metrics`);
  return Object.values(values('mcp_server_tool_calls_total')).reduce((sum, calls) => sum + calls, 0);
};

const cpuOf = async ({ origin }: Replica): Promise<number> =>
  (await scrape(`${origin}/metrics`)).values('process_cpu_seconds_total')[''] ?? Number.NaN;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Time that the machine has spent so far: on nothing, and in all (proc(5)). */
function machine(): { idle: number; all: number } {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).slice(0, 9).map(Number) ?? [];
  return { idle: (fields[3] ?? 0) + (fields[4] ?? 0), all: sum(fields) };
}

/** Load for some time on so many of the processes, through nginx. */
async function loadOn(count: number, milliseconds: number): Promise<Window> {
  const behind = replicas.slice(0, count);
  const nginx = await startNginx(behind.map(({ origin }) => new URL(origin).host));
  try {
    const [calls, cpu, before] = [
      await Promise.all(behind.map(callsOf)),
      await Promise.all(behind.map(cpuOf)),
      machine(),
    ];
    const args = ['test/system/load.mjs', new URL(nginx.origin).port, String(CONNECTIONS), String(milliseconds)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const after = machine();
    const shares = (await Promise.all(behind.map(callsOf))).map((now, index) => now - (calls[index] ?? 0));
    const spent = sum(await Promise.all(behind.map(cpuOf))) - sum(cpu);
    return {
      ...(JSON.parse(stdout) as Outcome),
      shares,
      cpuPerThousand: (spent * 1000) / sum(shares),
      idle: (after.idle - before.idle) / (after.all - before.all),
    };
  } finally {
    await nginx.stop();
  }
}

/** Every call was answered rightly, and every process took its part in that. */
function expectSound({ errors, wrongResponses, firstFailure, shares }: Window): void {
  expect({ errors, wrongResponses, firstFailure }).toEqual({ errors: 0, wrongResponses: 0, firstFailure: undefined });
  const fair = sum(shares) / shares.length;
  for (const share of shares) expect(share).toBeGreaterThan(fair / 2);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test('where the backend takes its time, calls grow with processes', async () => {
  // Each can have four requests to the backend under way, and waits 25 ms for each: 160 calls a second, however fast the machine is.
  await start(25, { ORVION_MCP_BACKEND_CONCURRENCY: '4' });
  const measurements = new Measurements('processes behind nginx, each bound by its share of the backend', '');
  const perSecond: number[] = [];
  for (const count of COUNTS) {
    const window = await loadOn(count, 2500);
    expectSound(window);
    perSecond.push(window.perSecond);
    measurements.add(`calls a second, ${count}`, Math.round(window.perSecond));
  }
  measurements.print();
  const [one = 0, two = 0, four = 0] = perSecond;
  expect(two / one).toBeGreaterThan(1.5);
  expect(four / one).toBeGreaterThan(2);
});

test('where CPU is all that is needed, more processes use what cores there are, and none waits for another', async () => {
  await start(0, {});
  // Code that has run often enough is compiled; all four have to be that far.
  await loadOn(4, 4000);
  const measurements = new Measurements(
    `processes behind nginx, bound by ${CORES} cores that load and backend share`,
    '',
  );
  const windows = new Map<number, Window[]>(COUNTS.map((count) => [count, []]));
  // In turns, so that whatever else the machine does meanwhile meets all of them.
  for (let round = 0; round < 3; round += 1) {
    for (const count of COUNTS) {
      const window = await loadOn(count, 1500);
      expectSound(window);
      windows.get(count)?.push(window);
    }
  }
  const over = (count: number, value: 'perSecond' | 'cpuPerThousand' | 'idle'): number =>
    median((windows.get(count) ?? []).map((window) => window[value]));
  for (const count of COUNTS) {
    const [perSecond, cpu, idle] = [over(count, 'perSecond'), over(count, 'cpuPerThousand'), over(count, 'idle')];
    const reported = `${Math.round(perSecond)}, ${Math.round(cpu * 1000)} µs, ${Math.round(idle * 100)} %`;
    measurements.add(`calls a second, CPU a call, machine idle, ${count}`, reported);
  }
  measurements.print();
  // More calls, or no core left that could serve them.
  const [growth, idle] = [over(2, 'perSecond') / over(1, 'perSecond'), over(2, 'idle')];
  expect(growth > 1.2 || idle < 0.2).toBe(true);
  // Twice as many processes as cores in turns on them: dearer, but nothing that grows with their number.
  expect(over(4, 'perSecond')).toBeGreaterThan(over(1, 'perSecond') * 0.5);
  expect(over(4, 'cpuPerThousand')).toBeLessThan(over(1, 'cpuPerThousand') * 3);
});
