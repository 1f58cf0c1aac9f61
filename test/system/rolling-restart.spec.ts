import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../harness/free-port.js';
import { keptClient, type KeptClient } from '../harness/kept-client.js';
import { startNginx, type Nginx } from '../harness/nginx.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { newFile, startSandboxProgram, type SandboxProgram } from '../harness/sandbox-program.js';
import { SANDBOX_KEYS } from '../../src/sandbox/index.js';

const CALLS_PER_SECOND = 100;
const FOR_MS = 30_000;
const CLIENTS = 10;

type Service = Awaited<ReturnType<typeof startHttpProgram>>;

interface Call {
  readonly tookMs: number;
  readonly failure?: string;
}

let sandbox: SandboxProgram;
let nginx: Nginx;
let ports: readonly [number, number];
const services: Service[] = [];
const clients: KeptClient[] = [];

const start = async (index: 0 | 1): Promise<void> => {
  const variables: Variables = {
    AGENTPAY_API_BASE_URL: sandbox.baseUrl,
    AGENTPAY_API_KEY: SANDBOX_KEYS.acme,
    MCP_LISTEN_PORT: String(ports[index]),
    MCP_DRAIN_DELAY_MS: process.env.X_DELAY ?? '5000',
  };
  services[index] = await startHttpProgram([], variables);
};

beforeAll(async () => {
  sandbox = await startSandboxProgram(newFile('sandbox.db'));
  ports = [await freePort(), await freePort()];
  await Promise.all([start(0), start(1)]);
  nginx = await startNginx([`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`]);
  for (let index = 0; index < CLIENTS; index += 1) clients.push(keptClient(nginx.endpoint, index % 2 === 0));
});

afterAll(async () => {
  for (const client of clients) client.close();
  await nginx?.stop();
  await Promise.all(services.map(async (service) => service.stop('SIGKILL')));
  await sandbox?.stop();
});

const nameOf = (index: number): string => `Rolling ${index}`;

/** Two of four calls create an invoice, one of them without an `external_id`, so that a repeated request would show. */
async function call(index: number): Promise<Call> {
  const client = clients[index % clients.length] as KeptClient;
  const started = performance.now();
  try {
    const isWrite = index % 4 < 2;
    const invoice = { customer_name: nameOf(index), amount: 12.5, currency: 'EUR' };
    const args = index % 4 === 0 ? { ...invoice, external_id: `rolling-${index}` } : invoice;
    const answer = await (isWrite ? client.call('create_invoice', args) : client.call('list_invoices', { limit: 1 }));
    if (!answer.ok) return { tookMs: 0, failure: JSON.stringify(answer.error) };
    return { tookMs: performance.now() - started };
  } catch (thrown) {
    return { tookMs: 0, failure: String(thrown) + ' ' + String((thrown as Error).cause) };
  }
}

test('two instances restarted in turn lose no call and double none', async () => {
  const running: Promise<Call>[] = [];
  const begin = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) * CALLS_PER_SECOND) / 1000;
    while (running.length < due) running.push(call(running.length));
  }, 5);
  await pause(1000);
  const exits: unknown[] = [];
  const marks: unknown[] = [];
  for (let index: 0 | 1 = 0; performance.now() - begin < FOR_MS; index = index === 0 ? 1 : 0) {
    const at = () => Math.round(performance.now() - begin);
    marks.push(['term', at()]);
    exits.push(await services[index]?.stop('SIGTERM'));
    marks.push(['exited', at()]);
    await start(index);
    marks.push(['ready', at()]);
  }
  clearInterval(timer);
  const calls = await Promise.all(running);
  const failures = calls.filter(({ failure }) => failure !== undefined);
  process.stderr.write(
    `calls ${calls.length} restarts ${exits.length} failed ${failures.length} slowest ${Math.max(...calls.map((c) => c.tookMs))}\n${nginx.said()}\n`,
  );
  const slow = calls.map((c, i) => [i, Math.round(c.tookMs)]).filter(([, t]) => (t ?? 0) > 300);
  process.stderr.write(`slow ${slow.length}: ${JSON.stringify(slow.slice(0, 60))}\nmarks ${JSON.stringify(marks)}\n`);
  process.stderr.write(
    JSON.stringify(
      calls
        .map((c, i) => [i, c.failure])
        .filter(([, f]) => f)
        .slice(0, 20),
    ) + '\n',
  );
  expect(failures.length).toBe(0);
  expect(exits.filter((code) => code !== 0)).toEqual([]);
}, 90_000);
