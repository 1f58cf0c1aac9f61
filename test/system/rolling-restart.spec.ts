import { setTimeout as pause } from 'node:timers/promises';
import { SANDBOX_KEYS } from '../../src/sandbox/index.js';
import { bareRequest } from '../harness/bare-request.js';
import { freePort } from '../harness/free-port.js';
import { keptClient, type KeptClient } from '../harness/kept-client.js';
import { startNginx, type Nginx } from '../harness/nginx.js';
import { startHttpProgram, type Program } from '../harness/program.js';
import { newFile, startSandboxProgram, type SandboxProgram } from '../harness/sandbox-program.js';
import { waitFor } from '../harness/wait-for.js';
import { Measurements } from '../resilience/measurements.js';

const CALLS_PER_SECOND = 100;
const FOR_MS = 30_000;
const CLIENTS = 10;
/** The default, which the shipped nginx configuration is made for. */
const DRAIN_DELAY_MS = '5000';

interface Call {
  readonly tookMs: number;
  /** What came in place of a successful envelope. */
  readonly failure?: string;
}

const measurements = new Measurements('rolling restart behind nginx, as docs/operations.md shows it', '');
const clients: KeptClient[] = [];
const services: Program[] = [];
let ports: readonly [number, number];
let sandbox: SandboxProgram;
let nginx: Nginx;

/** Starts an instance on its port, and resolves when it is ready. */
async function start(index: 0 | 1): Promise<void> {
  services[index] = await startHttpProgram([], {
    AGENTPAY_API_BASE_URL: sandbox.baseUrl,
    AGENTPAY_API_KEY: SANDBOX_KEYS.acme,
    ORVION_MCP_LISTEN_PORT: String(ports[index]),
    ORVION_MCP_DRAIN_DELAY_MS: DRAIN_DELAY_MS,
  });
  const origin = `http://127.0.0.1:${ports[index]}`;
  await waitFor(async () => (await bareRequest(origin, { path: '/readyz' })).outcome === 200);
}

beforeAll(async () => {
  sandbox = await startSandboxProgram(newFile('sandbox.db'));
  ports = [await freePort(), await freePort()];
  await Promise.all([start(0), start(1)]);
  nginx = await startNginx([`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`]);
  for (let index = 0; index < CLIENTS; index += 1) clients.push(keptClient(nginx.endpoint, index % 2 === 0));
});

afterAll(async () => {
  measurements.print();
  for (const client of clients) client.close();
  await nginx?.stop();
  await Promise.all(services.map(async (service) => service.stop('SIGKILL')));
  await sandbox?.stop();
});

const isWrite = (index: number): boolean => index % 4 < 2;
const customerOf = (index: number): string => `Rolling ${index}`;

/** Of four calls two create an invoice, one of them without an `external_id`: a request that is sent twice makes two. */
async function call(index: number): Promise<Call> {
  const invoice = { customer_name: customerOf(index), amount: 12.5, currency: 'EUR' };
  const args = index % 4 === 0 ? { ...invoice, external_id: `rolling-${index}` } : invoice;
  const client = clients[index % CLIENTS] as KeptClient;
  const began = performance.now();
  try {
    const response = await (isWrite(index)
      ? client.call('create_invoice', args)
      : client.call('list_invoices', { limit: 1 }));
    const tookMs = performance.now() - began;
    return response.ok ? { tookMs } : { tookMs, failure: JSON.stringify(response.error) };
  } catch (thrown) {
    return { tookMs: performance.now() - began, failure: String(thrown) };
  }
}

/** Makes calls at the rate, whatever becomes of those before. */
function makeCalls(): { end(): Promise<Call[]> } {
  const calls: Promise<Call>[] = [];
  const began = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - began) * CALLS_PER_SECOND) / 1000;
    while (calls.length < due) calls.push(call(calls.length));
  }, 5);
  return {
    end: async () => {
      clearInterval(timer);
      return Promise.all(calls);
    },
  };
}

/** How often each customer of the calls stands in the database. */
async function rowsByCustomer(): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (let offset = 0; ; offset += 1000) {
    const page = await sandbox.client.list({ search: 'Rolling', limit: 1000, offset });
    for (const { customer_name: name } of page) rows.set(name, (rows.get(name) ?? 0) + 1);
    if (page.length < 1000) return rows;
  }
}

test('no call fails and none is carried out twice while two instances are restarted in turn', async () => {
  const load = makeCalls();
  await pause(1_000);
  const exits: unknown[] = [];
  const until = performance.now() + FOR_MS;
  for (let index: 0 | 1 = 0; performance.now() < until; index = index === 0 ? 1 : 0) {
    exits.push(await services[index]?.stop('SIGTERM'));
    await start(index);
  }
  const calls = await load.end();
  const failures = calls.flatMap(({ failure }) => failure ?? []);
  const slowest = Math.max(...calls.map(({ tookMs }) => tookMs));
  measurements.add('restarts', exits.length);
  measurements.add('calls / failed', `${calls.length} / ${failures.length}`);
  measurements.add('slowest call, ms', Math.round(slowest));
  measurements.add(
    'connections of the clients',
    clients.reduce((sum, client) => sum + client.connections(), 0),
  );

  expect(exits).toEqual(exits.map(() => 0));
  expect(exits.length).toBeGreaterThanOrEqual(3);
  expect(failures).toEqual([]);
  const written = calls.flatMap((_call, index) => (isWrite(index) ? [[customerOf(index), 1] as const] : []));
  expect(await rowsByCustomer()).toEqual(new Map(written));
}, 120_000);
