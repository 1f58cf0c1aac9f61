import { startCollector } from '../harness/collector.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { initialize, startPeer } from '../harness/stdio-peer.js';
import { callWithMeta, ERAS, REQUEST_ID, type TracedResult } from '../harness/traced-call.js';
import { use } from '../harness/use.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const PARENT = { trace: 'c'.repeat(32), span: 'd'.repeat(16) };
const META = { traceparent: `00-${PARENT.trace}-${PARENT.span}-01`, tracestate: 'vendor=meta' };

let responses = true;
const backend = use(async () => startRawBackend((_request, response) => responses && response.end('[]')));
const collector = use(startCollector);

beforeEach(() => backend.requests.splice(0));

test.each(ERAS)('calls of %s over stdio are traced, also one that the end of input cuts off', async (era) => {
  responses = true;
  // Only the end of its input gives it a reason to export.
  const peer = startPeer({ ...backend.variables, ...collector.variables, OTEL_BSP_SCHEDULE_DELAY: '60000' });
  if (era === '2025-11-25') peer.send(initialize());
  peer.send(callWithMeta(era, 'list_invoices', { limit: 1 }, META, 'answered'));
  const result = (await peer.response('answered')).result as unknown as TracedResult;
  responses = false;
  const longId = `cut off in ${era} ${'x'.repeat(64)}`;
  peer.send(callWithMeta(era, 'list_invoices', { limit: 1 }, {}, longId));
  await waitFor(() => backend.requests.length === 2);
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);

  const requestId = result._meta[REQUEST_ID] ?? '';
  const { call, attempts } = await collector.trace(requestId, 2);
  expect(call).toMatchObject({ traceId: PARENT.trace, parentSpanId: PARENT.span, traceState: 'vendor=meta' });
  expect(call.attributes).toEqual({
    'mcp.method.name': 'tools/call',
    'mcp.protocol.version': era,
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'list_invoices',
    'jsonrpc.request.id': 'answered',
    'network.transport': 'pipe',
    'orvion.request_id': requestId,
  });
  expect(backend.requests[0]?.headers).toMatchObject({
    traceparent: `00-${PARENT.trace}-${attempts[0]?.spanId}-01`,
    tracestate: 'vendor=meta',
    'x-request-id': requestId,
  });
  expect(peer.stderr()).toContain(`"request_id":"${requestId}"`);

  const idInTrace = longId.slice(0, 64);
  const cutOff = collector.spans.find(({ attributes }) => attributes['jsonrpc.request.id'] === idInTrace);
  expect(cutOff?.attributes).toMatchObject({ 'error.type': 'tool_error', 'orvion.error.code': 'CLIENT_ERROR' });
  const [attempt] = collector.spans.filter(({ parentSpanId }) => parentSpanId === cutOff?.spanId);
  expect(attempt?.attributes).toMatchObject({ 'error.type': 'shutting_down' });
});
