import * as fc from 'fast-check';
import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { FastPathEndpoint } from '../../src/mcp/fast-path/fast-path.endpoint.js';
import { MAX_BODY_BYTES } from '../../src/transports/http/http-server.options.js';
import { inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import { bareRequest, type BareResponse } from '../harness/bare-request.js';
import { MCP_HEADERS } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { SANDBOX_KEYS } from '../../src/sandbox/index.js';
import { hostileInputs, SEED } from '../hostile/inputs.js';
import { everyday, generated, handshakes, headersOf, notices, type Sample } from './fast-path-samples.js';

const GENERATED = 1_500;
const HOSTILE = 1_500;

let backend: TestBackend;
/** The service as it is, and one in which the SDK answers everything. */
let direct: TestApp;
let bySdk: TestApp;
let fastPath: jest.SpyInstance;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  backend = await startBackend();
  const variables = { AGENTPAY_API_BASE_URL: backend.baseUrl, AGENTPAY_API_KEY: SANDBOX_KEYS.acme };
  direct = await startApp(variables);
  bySdk = await startApp(variables);
  bySdk.app.get(FastPathEndpoint).route = () => undefined;
  fastPath = jest.spyOn(direct.app.get(FastPathEndpoint), 'respond');
});

afterAll(async () => {
  agent.destroy();
  await direct.close();
  await bySdk.close();
  await backend.close();
});

const hostile = (): readonly Sample[] => {
  const headers = fc.sample(headersOf, { numRuns: HOSTILE, seed: SEED });
  return hostileInputs(HOSTILE).map((body, at) => ({ headers: headers[at] ?? MCP_HEADERS, body }));
};

const send = async ({ port }: TestApp, sample: Sample): Promise<BareResponse> =>
  bareRequest(`http://127.0.0.1:${port}`, { method: 'POST', path: '/mcp', agent, ...sample });

const REQUEST_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** All of a response but what belongs to the moment: the date, the connection, and the ids of the request and the session. */
const comparable = ({ outcome, headers, text }: BareResponse): object => {
  const { date: _date, connection: _connection, 'keep-alive': _kept, ...rest } = headers;
  const sent = JSON.stringify(rest).replace(REQUEST_ID, '<session>');
  return { outcome, headers: JSON.parse(sent) as object, text: text.replaceAll(REQUEST_ID, '<request id>') };
};

/** Samples that the two answer differently, with both answers. */
async function differences(samples: readonly Sample[]): Promise<readonly object[]> {
  const found: object[] = [];
  await inParallel(samples.length, 8, async (at) => {
    const sample = samples[at]!;
    const [got, expected] = (await Promise.all([send(direct, sample), send(bySdk, sample)])).map(comparable);
    // Both cut a body that is too long while it is on its way: one client may meet the response, another only the end.
    if (sample.body.length > MAX_BODY_BYTES || isDeepStrictEqual(got, expected)) return;
    found.push({ headers: sample.headers, body: sample.body.toString().slice(0, 500), got, expected });
  });
  return found;
}

test('the calls of every day are answered directly, and byte for byte as the SDK answers them', async () => {
  fastPath.mockClear();
  expect(await differences(everyday)).toEqual([]);
  // All but those of a tool that does not exist.
  expect(fastPath).toHaveBeenCalledTimes(everyday.length - 6);
});

test(`${GENERATED} requests with members and headers of every kind are answered alike`, async () => {
  fastPath.mockClear();
  expect(await differences(fc.sample(generated, { numRuns: GENERATED, seed: SEED }))).toEqual([]);
  expect(fastPath.mock.calls.length).toBeGreaterThan(GENERATED / 5);
  expect(fastPath.mock.calls.length).toBeLessThan(GENERATED * 0.8);
});

test.each([
  { what: 'handshakes', samples: handshakes, atLeast: 0.3 },
  { what: 'notices', samples: notices, atLeast: 0.3 },
])('$what are answered alike', async ({ samples, atLeast }) => {
  fastPath.mockClear();
  expect(await differences(fc.sample(samples, { numRuns: GENERATED / 2, seed: SEED }))).toEqual([]);
  expect(fastPath.mock.calls.length).toBeGreaterThan((GENERATED / 2) * atLeast);
  expect(fastPath.mock.calls.length).toBeLessThan((GENERATED / 2) * 0.9);
});

test(`${HOSTILE} hostile bodies are answered alike`, async () => {
  expect(await differences(hostile())).toEqual([]);
});
