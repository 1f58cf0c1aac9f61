import { call, STATE_KEY, YES } from '../confirmation/confirming-app.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';
import { RedisServer } from './redis-server.js';

let redis: RedisServer;
let backend: TestBackend;
let replicas: readonly Awaited<ReturnType<typeof startHttpProgram>>[] = [];

const startReplica = async () =>
  startHttpProgram([], {
    ...backend.variables,
    ORVION_MCP_CONFIRM_AMOUNT: '1000',
    ORVION_MCP_STATE_KEY: STATE_KEY,
    ORVION_MCP_RATE_LIMIT_REDIS_URL: redis.url,
  });

beforeAll(async () => {
  [redis, backend] = [await RedisServer.start(), await startBackend()];
  replicas = await Promise.all([startReplica(), startReplica()]);
});

afterAll(async () => {
  await Promise.all(replicas.map(async (replica) => replica.stop()));
  await backend.close();
  await redis.stop();
});

/** What two replicas make of the same yes, given to one after the other. */
async function twice(): Promise<unknown[]> {
  const body = { customer_name: 'Shared Customer', amount: 2000, currency: 'EUR', status: 'sent' };
  const { id } = (await backend.api('POST', '/invoices', body)).body;
  const [first, second] = replicas.map(({ endpoint }) => endpoint) as [string, string];
  const { state } = await call(first, 'mark_invoice_paid', { id });
  const outcomes = [];
  for (const endpoint of [first, second]) {
    const { response } = await call(endpoint, 'mark_invoice_paid', { id }, { state, responses: YES });
    outcomes.push(response?.error?.details.reason ?? response?.data?.already_paid);
  }
  return outcomes;
}

const areShared = async (): Promise<boolean> => (await twice())[1] === 'confirmation_used';

test('with a Redis a response counts once at all replicas, and without it once at each', async () => {
  await waitFor(areShared);
  expect(await twice()).toEqual([false, 'confirmation_used']);
  await redis.stop();
  await waitFor(async () => !(await areShared()));
  // The tool itself finds that the payment stands there already.
  expect(await twice()).toEqual([false, true]);
  await redis.start();
  await waitFor(areShared);
});

test('a Redis that hangs holds a response up for a moment only', async () => {
  await waitFor(areShared);
  redis.signal('SIGSTOP');
  expect((await twice())[0]).toBe(false);
  redis.signal('SIGCONT');
  await waitFor(areShared);
});
