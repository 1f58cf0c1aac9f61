import * as fc from 'fast-check';
import { Agent } from 'node:http';
import { PlainEndpoint } from '../../src/mcp/protocol/plain-endpoint.js';
import { inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import { bareRequest, type BareAnswer } from '../harness/bare-request.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { SANDBOX_KEYS } from '../../src/sandbox/index.js';
import { hostileInputs, SEED } from '../hostile/inputs.js';

const GENERATED = 1_500;
const HOSTILE = 1_500;

interface Sample {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

let backend: TestBackend;
/** The service as it is, and one in which the SDK answers everything. */
let direct: TestApp;
let bySdk: TestApp;
let plain: jest.SpyInstance;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  backend = await startBackend();
  const variables = { AGENTPAY_API_BASE_URL: backend.baseUrl, AGENTPAY_API_KEY: SANDBOX_KEYS.acme };
  direct = await startApp(variables);
  bySdk = await startApp(variables);
  bySdk.app.get(PlainEndpoint).takes = () => false;
  plain = jest.spyOn(direct.app.get(PlainEndpoint), 'answer');
});

afterAll(async () => {
  agent.destroy();
  await direct.close();
  await bySdk.close();
  await backend.close();
});

const META = (modernCall('x') as { params: { _meta: Record<string, unknown> } }).params._meta;
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const VERSION = 'io.modelcontextprotocol/protocolVersion';

const idOf = fc.constantFrom<unknown>(
  1,
  0,
  -7,
  'a',
  '',
  'ü\u0000"\\',
  2 ** 53 - 1,
  2 ** 53,
  1.5,
  null,
  true,
  [1],
  {},
  undefined,
);
const argsOf = fc.constantFrom<unknown>(
  { id: 'nothing' },
  { limit: 2 },
  { limit: '2', status: 'paid' },
  { limit: 0 },
  { unknown: { deep: [] } },
  {},
  undefined,
  null,
  [],
  'text',
);
const nameOf = fc.constantFrom<unknown>('list_invoices', 'get_invoice', 'no_such_tool', '', undefined, 7, '__proto__');
const capabilitiesOf = fc.constantFrom<unknown>(
  {},
  { elicitation: {} },
  { elicitation: { form: {}, url: {} }, sampling: { tools: {} }, roots: { listChanged: true } },
  { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } },
  { experimental: { anything: { at: 'all' } } },
  { elicitation: true },
  { extensions: [] },
  { roots: { listChanged: 'yes' } },
  { tasks: {} },
  { unheard: {} },
  null,
  [],
);
const infoOf = fc.constantFrom<unknown>(
  { name: 'a', version: '1' },
  { name: 'a', version: '1', title: 'A' },
  { name: 'a', version: '1', websiteUrl: 'https://example.org' },
  { name: 'a' },
  { name: 'a', version: 1 },
  { name: 'a', version: '1', icons: 'none' },
  null,
);
const metaOf = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    {},
    { progressToken: 1 },
    { progressToken: 'p' },
    { progressToken: {} },
    { progressToken: null },
    { 'vendor/thing': [1] },
    { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    { 'io.modelcontextprotocol/related-task': { taskId: 't' } },
    { 'io.modelcontextprotocol/logLevel': 'loud' },
    { [CLIENT_INFO]: { name: 'a', version: '1' } },
    null,
    [],
    'text',
  ),
  fc
    .record({
      capabilities: capabilitiesOf,
      info: infoOf,
      version: fc.constantFrom<unknown>('2026-07-28', '2025-11-25', '2027-01-01', 1),
    })
    .map(({ capabilities, info, version }) => ({
      [VERSION]: version,
      [CAPABILITIES]: capabilities,
      [CLIENT_INFO]: info,
    })),
  { arbitrary: fc.constant<unknown>(META), weight: 3 },
  fc.constant<unknown>({ ...META, 'io.modelcontextprotocol/logLevel': 'info' }),
  fc.constant<unknown>({ ...META, progressToken: 4 }),
);
const headersOf = fc.constantFrom<Readonly<Record<string, string>>>(
  MCP_HEADERS,
  modernHeaders('list_invoices'),
  modernHeaders('get_invoice'),
  { ...MCP_HEADERS, 'mcp-protocol-version': '2025-11-25' },
  { ...MCP_HEADERS, 'mcp-protocol-version': '2024-11-05' },
  { ...MCP_HEADERS, 'mcp-protocol-version': '1999-01-01' },
  { ...MCP_HEADERS, 'mcp-protocol-version': '2026-07-28' },
  { ...MCP_HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' },
  { ...MCP_HEADERS, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list', 'mcp-name': 'list_invoices' },
  { ...modernHeaders('list_invoices'), 'mcp-name': '=?base64?bGlzdF9pbnZvaWNlcw==?=' },
  { ...modernHeaders('list_invoices'), 'mcp-method': 'TOOLS/CALL' },
  { ...MCP_HEADERS, accept: 'application/json' },
  { ...MCP_HEADERS, accept: '*/*' },
  { ...MCP_HEADERS, 'content-type': 'application/json; charset=utf-8' },
  { ...MCP_HEADERS, 'content-type': 'application/json;profile="x"' },
  { ...MCP_HEADERS, 'content-type': 'application/jsonx' },
  { ...MCP_HEADERS, 'mcp-session-id': 'x', 'last-event-id': '7' },
);

/** Usually as it should be: a request with one thing amiss says more than one with nothing right. */
const usually = <T>(usual: readonly T[], odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 6 }, { arbitrary: odd, weight: 1 });

const plainHeaders = [MCP_HEADERS, { ...MCP_HEADERS, 'mcp-protocol-version': '2025-11-25' }];
const modernList = { ...modernHeaders('x'), 'mcp-method': 'tools/list' } as Record<string, string>;
delete modernList['mcp-name'];

/** What a sound request of each kind has; the era and the headers go together. */
const kinds = fc.constantFrom(
  { method: 'tools/call', params: { name: 'get_invoice', arguments: { id: 'nothing' } }, headers: plainHeaders },
  { method: 'tools/call', params: { name: 'list_invoices', arguments: { limit: 1 } }, headers: plainHeaders },
  {
    method: 'tools/call',
    params: { name: 'get_invoice', arguments: { id: 'nothing' }, _meta: META },
    headers: [modernHeaders('get_invoice')],
  },
  { method: 'tools/list', params: {}, headers: plainHeaders },
  { method: 'tools/list', params: { _meta: META }, headers: [modernList] },
);

const ABSENT = Symbol('absent');

/** Requests as clients send them, with every member and every header now and then left out or other than it should be. */
const generated = kinds.chain(({ method, params, headers }) =>
  fc
    .record({
      headers: usually<Readonly<Record<string, string>>>(headers, headersOf),
      jsonrpc: usually<unknown>(['2.0'], fc.constantFrom('1.0', 2, undefined)),
      id: usually<unknown>([1, 'a', 0], idOf),
      method: usually<unknown>([method], fc.constantFrom('tools/call', 'tools/list', 'tools/none', 7)),
      params: usually<unknown>([ABSENT], fc.constantFrom(undefined, null, [], 'text')),
      name: usually<unknown>([ABSENT], nameOf),
      arguments: usually<unknown>([ABSENT], argsOf),
      meta: usually<unknown>([ABSENT], metaOf),
      more: usually<unknown>([ABSENT], fc.constantFrom({ cursor: 'x' }, { task: {} }, { requestState: 's' })),
    })
    .map(({ headers: sent, params: wrong, name, arguments: args, meta, more, ...message }) => {
      const own = {
        ...params,
        ...(name !== ABSENT && { name }),
        ...(args !== ABSENT && { arguments: args }),
        ...(meta !== ABSENT && { _meta: meta }),
        ...(more !== ABSENT && (more as object)),
      };
      return {
        headers: sent,
        body: Buffer.from(JSON.stringify({ ...message, params: wrong === ABSENT ? own : wrong })),
      };
    }),
);

/** Both eras, every kind of answer: what most clients send all day. */
const everyday: readonly Sample[] = ['get_invoice', 'list_invoices', 'create_invoice', 'no_such_tool'].flatMap((name) =>
  [{ id: 'nothing' }, { limit: 3 }, {}].flatMap((args) => [
    { headers: MCP_HEADERS, body: Buffer.from(JSON.stringify(toolCall(name, args))) },
    { headers: modernHeaders(name), body: Buffer.from(JSON.stringify(modernCall(name, args))) },
  ]),
);

const hostile = (): readonly Sample[] => {
  const headers = fc.sample(headersOf, { numRuns: HOSTILE, seed: SEED });
  return hostileInputs(HOSTILE).map((body, at) => ({ headers: headers[at] ?? MCP_HEADERS, body }));
};

const send = async ({ port }: TestApp, sample: Sample): Promise<BareAnswer> =>
  bareRequest(`http://127.0.0.1:${port}`, { method: 'POST', path: '/mcp', agent, ...sample });

const REQUEST_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** All of an answer but what belongs to the moment: the date, the connection, and the id of the request. */
const comparable = ({ outcome, headers, text }: BareAnswer): object => {
  const { date: _date, connection: _connection, 'keep-alive': _kept, ...rest } = headers;
  return { outcome, headers: rest, text: text.replaceAll(REQUEST_ID, '<request id>') };
};

async function compare(samples: readonly Sample[]): Promise<void> {
  await inParallel(samples.length, 8, async (at) => {
    const sample = samples[at]!;
    const [got, expected] = await Promise.all([send(direct, sample), send(bySdk, sample)]);
    // Both are cut while the body is still on its way, and one may notice by the connection, the other by the answer.
    if (sample.body.length > 262_144) return;
    const context = { headers: sample.headers, body: sample.body.toString().slice(0, 500) };
    expect({ ...context, ...comparable(got) }).toEqual({ ...context, ...comparable(expected) });
  });
}

test('the calls of every day are answered directly, and byte for byte as the SDK answers them', async () => {
  plain.mockClear();
  await compare(everyday);
  // All but those of a tool that does not exist.
  expect(plain).toHaveBeenCalledTimes(everyday.length - 6);
});

test(`${GENERATED} requests with members and headers of every kind are answered alike`, async () => {
  plain.mockClear();
  await compare(fc.sample(generated, { numRuns: GENERATED, seed: SEED }));
  expect(plain.mock.calls.length).toBeGreaterThan(GENERATED / 5);
  expect(plain.mock.calls.length).toBeLessThan(GENERATED * 0.8);
});

test(`${HOSTILE} hostile bodies are answered alike`, async () => {
  await compare(hostile());
});
