import { startCollector, type Collector } from '../harness/collector.js';
import { startHttpProgram } from '../harness/program.js';
import { REVISIONS, rpc, type RpcOutcome } from '../harness/rpc.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { REQUEST_ID } from '../harness/traced-call.js';

const CANARY = 'cnry-4711';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

let collector: Collector;
let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  [collector, backend] = [await startCollector(), await startBackend()];
  service = await startHttpProgram([], { ...backend.variables, ...collector.variables });
});

afterAll(async () => {
  await service.stop();
  await collector.close();
  await backend.close();
});

const requestIdOf = ({ result, error }: RpcOutcome): string =>
  String((result._meta as Record<string, unknown> | undefined)?.[REQUEST_ID] ?? error?.data?.request_id);

const template = { type: 'ref/resource', uri: 'orvion://invoices/{id}' };

/** Each kind of request, well and badly, with the requests to the backend below it, and what its span says besides. */
const REQUESTS: readonly {
  method: string;
  name: string;
  params: Record<string, unknown>;
  attempts: readonly string[];
  more?: Record<string, string>;
}[] = [
  { method: 'resources/read', name: 'status-rules', params: { uri: 'orvion://status-rules' }, attempts: [] },
  {
    method: 'resources/read',
    name: 'invoice',
    params: { uri: `orvion://invoices/${CANARY}` },
    attempts: ['GET /v1/invoices', 'GET /v1/invoices/{id}'],
    more: { 'error.type': 'NOT_FOUND', 'orvion.error.code': 'NOT_FOUND' },
  },
  {
    method: 'prompts/get',
    name: 'create_invoice_from_text',
    params: { name: 'create_invoice_from_text', arguments: { text: CANARY } },
    attempts: [],
    more: { 'gen_ai.prompt.name': 'create_invoice_from_text' },
  },
  {
    method: 'prompts/get',
    name: 'month_end_summary',
    params: { name: 'month_end_summary', arguments: { month: CANARY } },
    attempts: [],
    more: {
      'gen_ai.prompt.name': 'month_end_summary',
      'error.type': 'VALIDATION_ERROR',
      'orvion.error.code': 'VALIDATION_ERROR',
    },
  },
  {
    method: 'completion/complete',
    name: 'invoice',
    params: { ref: template, argument: { name: 'id', value: CANARY } },
    attempts: ['GET /v1/invoices', 'GET /v1/invoices'],
  },
];

describe.each(REVISIONS)('in %s', (revision) => {
  test.each(REQUESTS)('$method of $name is a span', async ({ method, name, params, attempts, more = {} }) => {
    const requestId = requestIdOf(await rpc(service.endpoint, revision, method, params));
    const trace = await collector.trace(requestId, 1 + attempts.length);
    expect(trace.call).toMatchObject({ name: `${method} ${name}`, kind: 2, parentSpanId: '', links: [] });
    expect(trace.call.status).toBe('error.type' in more ? 2 : 0);
    expect(trace.call.attributes).toEqual({
      'mcp.method.name': method,
      'mcp.protocol.version': revision,
      'jsonrpc.request.id': '1',
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'orvion.request_id': requestId,
      ...more,
    });
    expect(trace.attempts.map((attempt) => attempt.name).toSorted()).toEqual(attempts);
  });

  test('it goes on with the trace of the client', async () => {
    const _meta = { traceparent: `00-${TRACE}-${PARENT}-01` };
    const outcome = await rpc(service.endpoint, revision, 'prompts/get', { name: 'chase_overdue_invoices', _meta });
    const { call } = await collector.trace(requestIdOf(outcome), 1);
    expect(call).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
  });
});

test('lists are no spans, and nothing that a caller said is in one', async () => {
  for (const method of ['resources/list', 'resources/templates/list', 'prompts/list', 'tools/list'])
    await rpc(service.endpoint, '2026-07-28', method);
  const marker = await rpc(service.endpoint, '2026-07-28', 'resources/read', { uri: 'orvion://error-codes' });
  await collector.trace(requestIdOf(marker), 1);
  expect(collector.spans.filter(({ name }) => name.includes('/list'))).toEqual([]);
  const bytes = Buffer.concat(collector.exports.map(({ body }) => body)).toString('latin1');
  expect(bytes).not.toContain('cnry');
});
