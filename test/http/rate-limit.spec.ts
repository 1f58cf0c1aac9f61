import { startApp, type TestApp } from '../harness/app.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import type { Variables } from '../harness/program.js';
import { waitFor } from '../harness/wait-for.js';

const BURST = 3;

let service: TestApp;

const start = async (variables: Variables = {}): Promise<void> => {
  service = await startApp({
    // No message here reaches the backend.
    AGENTPAY_API_BASE_URL: 'http://127.0.0.1:9/v1',
    AGENTPAY_API_KEY: 'test_limits',
    ORVION_MCP_RATE_LIMIT_PER_SEC: '0.1',
    ORVION_MCP_RATE_LIMIT_BURST: String(BURST),
    ...variables,
  });
};

afterEach(async () => service.close());

const post = async (headers: Record<string, string> = {}) =>
  fetch(service.endpoint, {
    method: 'POST',
    headers: { ...MCP_HEADERS, ...headers },
    body: JSON.stringify(toolCall('get_invoice')),
  });

/** How many calls with this `X-Forwarded-For` are served before one is rejected. */
async function servedFrom(forwardedFor?: string): Promise<number> {
  for (let served = 0; served <= 2 * BURST; served += 1) {
    const { status } = await post(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor });
    if (status === 429) return served;
    expect(status).toBe(200);
  }
  return Number.POSITIVE_INFINITY;
}

/** Statuses of what is not limited. */
const others = async () => {
  const statuses: number[] = [];
  for (const path of ['/livez', '/readyz', '/health', '/mcp', '/nope']) {
    statuses.push((await fetch(`http://127.0.0.1:${service.port}${path}`)).status);
  }
  return statuses;
};

test('a caller who has used up the burst is told when to come again, in words of the protocol', async () => {
  await start();
  expect(await servedFrom()).toBe(BURST);
  const response = await post();
  const seconds = Number(response.headers.get('retry-after'));
  expect(response.status).toBe(429);
  expect(Number.isInteger(seconds) && seconds > 5 && seconds <= 10).toBe(true);
  expect(await response.json()).toEqual({
    jsonrpc: '2.0',
    id: null,
    error: { code: -32600, message: expect.stringContaining(`Try again in ${seconds} s`) as string },
  });
});

test('tokens come back with time', async () => {
  await start({ ORVION_MCP_RATE_LIMIT_PER_SEC: '5' });
  expect(await servedFrom()).toBeGreaterThanOrEqual(BURST);
  await waitFor(async () => (await post()).status === 200);
});

test('only messages count: neither probes nor wrong methods are limited, or use anything up', async () => {
  await start();
  for (let round = 0; round < 2 * BURST; round += 1) await others();
  expect(await servedFrom()).toBe(BURST);
  expect(await others()).toEqual([200, 200, 200, 405, 404]);
});

test('what anyone but a trusted proxy says of the caller changes nothing', async () => {
  await start({ ORVION_MCP_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.7' });
  expect(await servedFrom('203.0.113.1')).toBe(BURST);
  expect(await servedFrom('203.0.113.2')).toBe(0);
  expect(await servedFrom('10.0.0.1')).toBe(0);
  expect(await servedFrom()).toBe(0);
});

test('nobody is trusted unless it is said', async () => {
  await start();
  expect(await servedFrom('203.0.113.1')).toBe(BURST);
  expect(await servedFrom('203.0.113.2')).toBe(0);
});

describe('behind trusted proxies', () => {
  beforeEach(async () => start({ ORVION_MCP_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48' }));

  test('each caller has a limit', async () => {
    for (const caller of ['203.0.113.1', '203.0.113.2', '2001:db8::1']) expect(await servedFrom(caller)).toBe(BURST);
    expect(await servedFrom('203.0.113.1')).toBe(0);
  });

  test.each([
    ['a chain of proxies', '203.0.113.9', '203.0.113.9, 10.1.1.1, 2001:db8:1::5'],
    ['what the caller wrote in front', '203.0.113.9', '198.51.100.1, 127.0.0.1, 10.0.0.1, 203.0.113.9'],
    ['a hop that is not trusted', '203.0.113.9', '198.51.100.1, 203.0.113.9, 10.1.1.1'],
    ['another way to write it', '203.0.113.9', '::ffff:203.0.113.9'],
    ['another address of the same customer', '2001:db8:0:7::1', '2001:db8:0:7:ffff:1:2:3'],
  ])('%s: the last hop that is not a proxy counts', async (_what, caller, chain) => {
    expect(await servedFrom(caller)).toBe(BURST);
    expect(await servedFrom(chain)).toBe(0);
  });

  test('what is no address counts as the proxy itself', async () => {
    expect(await servedFrom('unknown')).toBe(BURST);
    for (const nonsense of ['_hidden', '"203.0.113.1"', '203.0.113.256', 'x'.repeat(5_000), ',,,', '127.0.0.1']) {
      expect(await servedFrom(nonsense)).toBe(0);
    }
  });
});
