import * as fc from 'fast-check';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';

/** One request to the endpoint. */
export interface Sample {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

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
  JSON.parse('{"id":"nothing","__proto__":{"limit":1}}') as unknown,
  { constructor: { prototype: {} }, toString: 1 },
  {},
  undefined,
  null,
  [],
  'text',
);
const nameOf = fc.constantFrom<unknown>('list_invoices', 'get_invoice', 'no_such_tool', '', undefined, 7, '__proto__');
const SHOWING_VIEWS = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } };
const capabilitiesOf = fc.constantFrom<unknown>(
  {},
  { elicitation: { form: { applyDefaults: true } }, sampling: { context: {} } },
  { elicitation: { form: { applyDefaults: 'yes' } } },
  { elicitation: { form: 1 } },
  { elicitation: { url: [] } },
  { elicitation: { other: {} } },
  { sampling: { tools: true } },
  { roots: {} },
  { roots: { listChanged: true, more: 1 } },
  { experimental: { anything: 1 } },
  { extensions: { 'a/b': 'text' } },
  JSON.parse('{"experimental":{"__proto__":{"a":1}}}') as unknown,
  JSON.parse('{"__proto__":{}}') as unknown,
  undefined,
  { elicitation: {} },
  { elicitation: { form: {}, url: {} }, sampling: { tools: {} }, roots: { listChanged: true } },
  SHOWING_VIEWS,
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
/** What a client of the older revisions sends that shows views. */
const WITH_VIEWS = { ...MCP_HEADERS, 'mcp-session-id': 'views-01234567-89ab-4cde-8f01-23456789abcd' };

/** Headers that are right for something, and those that are for nothing. */
export const headersOf = fc.constantFrom<Readonly<Record<string, string>>>(
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
  WITH_VIEWS,
);

/** Usually as it should be: a request with one thing amiss says more than one with nothing right. */
const usually = <T>(usual: readonly T[], odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 6 }, { arbitrary: odd, weight: 1 });

const fastPathHeaders = [MCP_HEADERS, WITH_VIEWS, { ...MCP_HEADERS, 'mcp-protocol-version': '2025-11-25' }];
const modernList = { ...modernHeaders('x'), 'mcp-method': 'tools/list' } as Record<string, string>;
delete modernList['mcp-name'];

/** What a sound request of each kind has; the era and the headers go together. */
const kinds = fc.constantFrom(
  { method: 'tools/call', params: { name: 'get_invoice', arguments: { id: 'nothing' } }, headers: fastPathHeaders },
  { method: 'tools/call', params: { name: 'list_invoices', arguments: { limit: 1 } }, headers: fastPathHeaders },
  {
    method: 'tools/call',
    params: { name: 'get_invoice', arguments: { id: 'nothing' }, _meta: META },
    headers: [modernHeaders('get_invoice')],
  },
  { method: 'tools/list', params: {}, headers: fastPathHeaders },
  { method: 'tools/list', params: { _meta: META }, headers: [modernList] },
);

const ABSENT = Symbol('absent');

const versionOf = fc.constantFrom<unknown>('2025-11-25', '2024-10-07', '2026-07-28', '1999-01-01', '', 1, undefined);
const handshakeHeaders = usually<Readonly<Record<string, string>>>(fastPathHeaders, headersOf);

/** Handshakes as clients open with them, and such as none should. */
export const handshakes = fc
  .record({
    headers: handshakeHeaders,
    id: usually<unknown>([1, 'a', 0], idOf),
    protocolVersion: usually<unknown>(['2025-11-25', '2025-06-18'], versionOf),
    capabilities: usually<unknown>([{}, { roots: { listChanged: true }, elicitation: {} }], capabilitiesOf),
    clientInfo: usually<unknown>([{ name: 'a', version: '1' }], infoOf),
    meta: usually<unknown>([ABSENT], metaOf),
    more: usually<unknown>([ABSENT], fc.constantFrom({ cursor: 'x' }, { task: {} })),
  })
  .map(({ headers, id, meta, more, ...params }) => {
    const own = { ...params, ...(meta !== ABSENT && { _meta: meta }), ...(more !== ABSENT && (more as object)) };
    return { headers, body: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method: 'initialize', params: own })) };
  });

/** Words of a client to which there is no response. */
export const notices = fc
  .record({
    headers: handshakeHeaders,
    method: usually(['notifications/initialized'], fc.constantFrom('notifications/cancelled', 'notifications/none')),
    params: usually<unknown>([undefined], fc.constantFrom({}, null, [], { _meta: META }, { requestId: 1 })),
    more: usually<object>([{}], fc.constantFrom({ id: 1 }, { jsonrpc: '1.0' }, { extra: true })),
  })
  .map(({ headers, method, params, more }) => ({
    headers,
    body: Buffer.from(JSON.stringify({ jsonrpc: '2.0', method, params, ...more })),
  }));

/** Requests as clients send them, with every member and every header now and then left out or other than it should be. */
export const generated = kinds.chain(({ method, params, headers }) =>
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

/** Lists of both eras, for clients that show views and for others. */
const lists: readonly Sample[] = [
  { headers: MCP_HEADERS, meta: undefined },
  { headers: WITH_VIEWS, meta: undefined },
  { headers: modernList, meta: META },
  { headers: modernList, meta: { ...META, [CAPABILITIES]: SHOWING_VIEWS } },
].map(({ headers, meta }) => ({
  headers,
  body: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: meta && { _meta: meta } })),
}));

/** Both eras, every kind of response: what most clients send all day. */
export const everyday: readonly Sample[] = [
  ...lists,
  ...['get_invoice', 'list_invoices', 'create_invoice', 'no_such_tool'].flatMap((name) =>
    [{ id: 'nothing' }, { limit: 3 }, {}].flatMap((args) => [
      { headers: MCP_HEADERS, body: Buffer.from(JSON.stringify(toolCall(name, args))) },
      { headers: modernHeaders(name), body: Buffer.from(JSON.stringify(modernCall(name, args))) },
    ]),
  ),
];
