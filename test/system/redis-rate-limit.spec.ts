import { createClient } from 'redis';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { elapsed, waitFor } from '../harness/wait-for.js';
import { RedisServer } from './redis-server.js';

type Replica = Awaited<ReturnType<typeof startHttpProgram>>;

const BURST = 8;
/** How long the service waits for a response of Redis. */
const RESPONSE_MS = 100;

let redis: RedisServer;
let replicas: readonly Replica[] = [];

const startReplica = async (variables: Variables = {}): Promise<Replica> =>
  startHttpProgram(['--sandbox'], {
    ORVION_MCP_RATE_LIMIT_PER_SEC: '0.1',
    ORVION_MCP_RATE_LIMIT_BURST: String(BURST),
    ORVION_MCP_RATE_LIMIT_REDIS_URL: redis.url,
    ORVION_MCP_TRUSTED_PROXIES: '127.0.0.1',
    ...variables,
  });

beforeAll(async () => {
  redis = await RedisServer.start();
  replicas = await Promise.all([startReplica(), startReplica()]);
});

afterAll(async () => {
  await Promise.all(replicas.map(async (replica) => replica.stop()));
  await redis.stop();
});

const post = async ({ endpoint }: Replica, caller: string): Promise<Response> =>
  fetch(endpoint, {
    method: 'POST',
    headers: { ...MCP_HEADERS, 'x-forwarded-for': caller },
    body: JSON.stringify(toolCall('get_invoice')),
  });

/** Sends more than both replicas would let through by themselves, in turns, and counts what was served. */
async function servedTo(caller: string): Promise<number> {
  const statuses: number[] = [];
  for (let round = 0; round < 2 * BURST; round += 1) {
    for (const replica of replicas) statuses.push((await post(replica, caller)).status);
  }
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  return statuses.filter((status) => status === 200).length;
}

const AWAY = 'Redis is away';
const BACK = 'Redis is back';

const linesOf = (replica: Replica, text: string): number => replica.stderr().split(text).length - 1;
const linesOfAll = (text: string): number[] => replicas.map((replica) => linesOf(replica, text));

/** Does something and resolves when each replica has said one more line about it. A busy machine may have made some say it before. */
async function untilAllSay(text: string, act: () => void | Promise<void>): Promise<void> {
  const before = linesOfAll(text);
  await act();
  await waitFor(() => linesOfAll(text).every((lines, index) => lines > (before[index] ?? 0)));
}

/** A caller who has not called yet, each time it is asked for. */
let callers = 0;
const newCaller = (): string => `203.0.113.${(callers += 1)}`;
const lastCaller = (): string => `203.0.113.${callers}`;

/** Redis counts again once a caller has no more than one burst from both replicas. */
const isShared = async (): Promise<boolean> => (await servedTo(newCaller())) === BURST;

describe('two replicas', () => {
  beforeEach(async () => waitFor(isShared));

  test('replicas together let a caller through as often as one of them would, and each caller', async () => {
    await waitFor(isShared);
    const response = await post(replicas[1] as Replica, lastCaller());
    const seconds = Number(response.headers.get('retry-after'));
    expect([response.status, seconds > 0 && seconds <= 10]).toEqual([429, true]);
  });

  test('what Redis keeps tells nobody who called, and is gone when the bucket is full again', async () => {
    const client = await createClient({ url: redis.url }).connect();
    const keys = await client.keys('*');
    const lives = await Promise.all(keys.map(async (key) => client.pTTL(key)));
    client.destroy();
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/^orvion-mcp:rate:[\w-]{22}$/);
    for (const life of lives) {
      expect(life).toBeGreaterThan(0);
      expect(life).toBeLessThanOrEqual(BURST * 10_000);
    }
  });

  test('without Redis each replica limits by itself and says so once; with it they share again', async () => {
    await untilAllSay(AWAY, async () => redis.stop());
    const said = linesOfAll(AWAY);
    expect(await servedTo(newCaller())).toBe(2 * BURST);
    expect([linesOfAll(AWAY), said.every((lines) => lines > 0)]).toEqual([said, true]);
    await untilAllSay(BACK, async () => redis.start());
    await waitFor(isShared);
  });

  test('while Redis hangs, calls are held up no longer than it is waited for, and most not at all', async () => {
    redis.signal('SIGSTOP');
    const said = linesOfAll(AWAY);
    const caller = newCaller();
    const times: number[] = [];
    const statuses: number[] = [];
    for (let round = 0; round < 2 * BURST; round += 1) {
      for (const replica of replicas) {
        times.push(await elapsed(post(replica, caller).then(({ status }) => statuses.push(status))));
      }
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(2 * BURST);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2 * BURST);
    await waitFor(() => linesOfAll(AWAY).every((lines, index) => lines === (said[index] ?? 0) + 1));
    // The slack is for a busy machine.
    expect(Math.max(...times)).toBeLessThan(RESPONSE_MS + 400);
    expect(times.filter((ms) => ms >= RESPONSE_MS).length).toBeLessThan(times.length / 4);
    await untilAllSay(BACK, async () => {
      redis.signal('SIGCONT');
      await waitFor(isShared);
    });
  });
});

test.each([
  ['is not there', () => 'redis://127.0.0.1:1', 'ECONNREFUSED'],
  ['wants another password', () => redis.url.replace('canary', 'wrong'), 'WRONGPASS'],
])('a service whose Redis %s starts, serves and limits, and says why', async (_what, url, reason) => {
  const replica = await startReplica({ ORVION_MCP_RATE_LIMIT_REDIS_URL: url() });
  try {
    await waitFor(() => linesOf(replica, AWAY) === 1);
    const statuses = [];
    for (let call = 0; call <= BURST; call += 1) statuses.push((await post(replica, '203.0.113.1')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(BURST);
    expect(replica.stderr()).toContain(`"reason":"${reason}"`);
    expect(linesOf(replica, AWAY)).toBe(1);
  } finally {
    expect(await replica.stop()).toBe(0);
  }
  expect(replica.stderr()).not.toContain('redis-password');
});

test('a connection that hangs for long is given up, and replicas end in time though another cannot be made', async () => {
  // Without a call, as pings are missed as well.
  await untilAllSay(AWAY, () => redis.signal('SIGSTOP'));
  expect(await servedTo(newCaller())).toBe(2 * BURST);
  const codes: unknown[] = [];
  const stopAll = async () => codes.push(...(await Promise.all(replicas.map(async (replica) => replica.stop()))));
  expect(await elapsed(stopAll())).toBeLessThan(5_000);
  expect(codes).toEqual([0, 0]);
});

test('nothing that was said in all that tells where Redis is, or its password', () => {
  for (const replica of replicas) {
    const said = replica.stdout() + replica.stderr();
    expect(said).toContain(AWAY);
    expect(said).not.toContain(redis.password);
    expect(said).not.toContain(`127.0.0.1:${redis.port}`);
  }
});
