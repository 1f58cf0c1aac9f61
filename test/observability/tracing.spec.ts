import { startCollector, type Collector } from '../harness/collector.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { ERAS, invoiceIdOf, post, REQUEST_ID } from '../harness/traced-call.js';
import { VERSION } from '../../src/version.js';

jest.setTimeout(60_000);

const HEADER = { trace: 'a'.repeat(32), span: 'b'.repeat(16) };
const META = { trace: 'c'.repeat(32), span: 'd'.repeat(16) };
const parentOf = ({ trace, span }: typeof HEADER, flags = '01'): string => `00-${trace}-${span}-${flags}`;

let backend: TestBackend;
let collector: Collector;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  collector = await startCollector();
  service = await startHttpProgram([], {
    ...backend.variables,
    ...collector.variables,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=tests',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=cnry-collector',
    ORVION_MCP_METRICS: 'true',
  });
});
afterAll(async () => {
  await service.stop();
  await collector.close();
  await backend.close();
});
beforeEach(async () => backend.fail());

const call = async (...args: Parameters<typeof post> extends [string, ...infer Rest] ? Rest : never) =>
  post(service.endpoint, ...args);

/** What the backend got of a call. */
async function headersAtBackend(requestId: string | undefined): Promise<Record<string, string>> {
  const { requests } = await backend.seen();
  return requests.find(({ headers }) => headers['x-request-id'] === requestId)?.headers ?? {};
}

describe.each(ERAS)('a call of %s', (era) => {
  test('is a span of the kind that the conventions for MCP have, with one for the request to the backend', async () => {
    const { _meta } = await call(era, 'get_invoice', { id: 'inv_cnry' });
    const requestId = _meta[REQUEST_ID] ?? '';
    const trace = await collector.trace(requestId, 2);
    const [attempt, ...more] = trace.attempts;
    expect(more).toEqual([]);
    expect(trace.call).toMatchObject({
      name: 'tools/call get_invoice',
      kind: 2,
      parentSpanId: '',
      status: 2,
      links: [],
    });
    expect(trace.call.durationNs).toBeGreaterThan(0n);
    expect(trace.call.attributes).toEqual({
      'mcp.method.name': 'tools/call',
      'mcp.protocol.version': era,
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_invoice',
      'jsonrpc.request.id': '1',
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'error.type': 'tool_error',
      'orvion.error.code': 'NOT_FOUND',
      'orvion.request_id': requestId,
    });
    const { hostname, port } = new URL(backend.baseUrl);
    expect(attempt).toMatchObject({ name: 'GET /v1/invoices/{id}', kind: 3, status: 2 });
    expect(attempt?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 404,
      'server.address': hostname,
      'server.port': Number(port),
      'url.full': `${backend.baseUrl}/invoices/REDACTED`,
      'url.template': '/v1/invoices/{id}',
      'error.type': '404',
    });
    expect((await headersAtBackend(requestId)).traceparent).toBe(
      `00-${trace.call.traceId}-${attempt?.spanId ?? ''}-01`,
    );
  });

  test.each([
    [
      'the HTTP header',
      { headers: { traceparent: parentOf(HEADER), tracestate: 'vendor=header' } },
      HEADER,
      'header',
      [],
    ],
    ['_meta', { meta: { traceparent: parentOf(META), tracestate: 'vendor=meta' } }, META, 'meta', []],
    [
      '_meta when both are there, with a link to the header',
      {
        headers: { traceparent: parentOf(HEADER), tracestate: 'vendor=header' },
        meta: { traceparent: parentOf(META), tracestate: 'vendor=meta' },
      },
      META,
      'meta',
      [{ traceId: HEADER.trace, spanId: HEADER.span }],
    ],
    [
      'the HTTP header when _meta has something else',
      { headers: { traceparent: parentOf(HEADER) }, meta: { traceparent: { not: 'text' }, tracestate: 7 } },
      HEADER,
      undefined,
      [],
    ],
  ])('goes on with the trace of %s', async (_source, sources, expected, state, links) => {
    const { _meta } = await call(era, 'list_invoices', { limit: 1 }, sources);
    const requestId = _meta[REQUEST_ID] ?? '';
    const trace = await collector.trace(requestId, 2);
    expect(trace.call).toMatchObject({ traceId: expected.trace, parentSpanId: expected.span, links, status: 0 });
    const { traceparent, tracestate, baggage } = await headersAtBackend(requestId);
    expect(traceparent).toBe(`00-${expected.trace}-${trace.attempts[0]?.spanId}-01`);
    expect([tracestate, baggage]).toEqual([state && `vendor=${state}`, undefined]);
  });

  test.each([
    'nonsense',
    '',
    `00-${'0'.repeat(32)}-${HEADER.span}-01`,
    `00-${HEADER.trace}-${'0'.repeat(16)}-01`,
    `ff-${HEADER.trace}-${HEADER.span}-01`,
    `00-${HEADER.trace.toUpperCase()}-${HEADER.span}-01`,
    `00-${HEADER.trace}-${HEADER.span}-01-more`,
    `${parentOf(HEADER)}, ${parentOf(META)}`,
  ])('begins a trace of its own when traceparent is "%s"', async (traceparent) => {
    for (const sources of [{ headers: { traceparent } }, { meta: { traceparent, tracestate: 'x'.repeat(10_000) } }]) {
      const { _meta } = await call(era, 'list_invoices', { limit: 1 }, sources);
      const trace = await collector.trace(_meta[REQUEST_ID] ?? '', 2);
      expect(trace.call).toMatchObject({ parentSpanId: '', links: [], traceState: '' });
      expect([HEADER.trace, META.trace]).not.toContain(trace.call.traceId);
    }
  });
});

test('what a caller does not want recorded is not, and the backend is told so', async () => {
  const { _meta } = await call(
    '2026-07-28',
    'list_invoices',
    { limit: 1 },
    { meta: { traceparent: parentOf(META, '00') } },
  );
  const { _meta: marker } = await call('2026-07-28', 'list_invoices', { limit: 1 });
  await collector.trace(marker[REQUEST_ID] ?? '', 2);
  const requestId = _meta[REQUEST_ID] ?? '';
  expect((await headersAtBackend(requestId)).traceparent).toMatch(new RegExp(`^00-${META.trace}-[\\da-f]{16}-00$`));
  expect(collector.spans.filter(({ attributes }) => attributes['orvion.request_id'] === requestId)).toEqual([]);
});

test('each attempt is a span, and says how often the request was sent before', async () => {
  await backend.fail({ kind: 'status', status: 503, times: 1 }, { kind: 'reset-before-commit', times: 1 });
  const { _meta } = await call('2026-07-28', 'list_invoices', { limit: 1 });
  const { call: span, attempts } = await collector.trace(_meta[REQUEST_ID] ?? '', 4);
  const reported = attempts.map(({ attributes, status }) => [
    attributes['http.request.resend_count'],
    attributes['http.response.status_code'],
    attributes['error.type'],
    status,
  ]);
  expect(reported).toEqual(expect.arrayContaining([[undefined, 503, '503', 2]]));
  expect(reported).toContainEqual([1, undefined, 'reset', 2]);
  expect(reported).toContainEqual([2, 200, undefined, 0]);
  expect(span).toMatchObject({ status: 0, events: 0 });
});

test('the line of the log names the trace', async () => {
  const { _meta } = await call('2026-07-28', 'list_invoices', { limit: 1 });
  const { call: span } = await collector.trace(_meta[REQUEST_ID] ?? '', 2);
  const line =
    service
      .stderr()
      .split('\n')
      .find((text) => text.includes(_meta[REQUEST_ID] ?? '')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ msg: 'tool call', trace_id: span.traceId });
});

test('the exports are OTLP as protobuf, and say who sends them', () => {
  const { path, headers } = collector.exports[0] ?? { path: '', headers: {} };
  expect(path).toBe('/v1/traces');
  expect(headers).toMatchObject({ 'content-type': 'application/x-protobuf', 'x-collector-key': 'cnry-collector' });
  expect(collector.spans[0]?.resource).toMatchObject({
    'service.name': 'orvion-mcp',
    'service.version': VERSION,
    'deployment.environment.name': 'tests',
  });
});

test('nothing that a caller or the backend said is in them, nor the key', async () => {
  const invoice = {
    customer_name: 'cnry-name',
    customer_email: 'cnry@customer.example',
    amount: '77.31',
    currency: 'EUR',
  };
  for (const era of ERAS) {
    const created = await call(era, 'create_invoice', { ...invoice, external_id: `cnry-${era}` });
    const id = invoiceIdOf(created);
    await call(era, 'mark_invoice_paid', { id, payment_reference: 'cnry-reference' });
    await call(era, 'list_invoices', { customer_email: 'cnry@customer.example' });
    const { _meta } = await call(era, 'get_invoice', { id });
    await collector.trace(_meta[REQUEST_ID] ?? '', 2);
    const bytes = Buffer.concat(collector.exports.map(({ body }) => body)).toString('latin1');
    expect(bytes).toContain('POST /v1/invoices/{id}/mark-paid');
    for (const secret of ['cnry', id, '77.31', backend.variables.AGENTPAY_API_KEY]) expect(bytes).not.toContain(secret);
  }
});

test('metrics are kept at the same time', async () => {
  const text = await (await fetch(`${service.origin}/metrics`)).text();
  expect(text).toMatch(/^mcp_server_tool_calls_total\{tool="create_invoice",code="OK"\} 2$/m);
  expect(text).toMatch(/^mcp_server_backend_retries_total\{method="GET"\} 2$/m);
});

test('no secret of its settings is in what it says, and it ends well', async () => {
  expect(await service.stop()).toBe(0);
  expect(service.stderr()).toContain('"tool call"');
  expect(service.stderr()).not.toContain('cnry');
});
