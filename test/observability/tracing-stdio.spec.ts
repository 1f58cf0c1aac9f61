import { startCollector, type Collector } from '../harness/collector.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize, startPeer, type StdioPeer } from '../harness/stdio-peer.js';
import { callWithMeta, ERAS, REQUEST_ID, type Era, type TracedResult } from '../harness/traced-call.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(60_000);

const PARENT = { trace: 'c'.repeat(32), span: 'd'.repeat(16) };
const META = { traceparent: `00-${PARENT.trace}-${PARENT.span}-01`, tracestate: 'vendor=meta' };

let backend: TestBackend;
let collector: Collector;
beforeAll(async () => {
  backend = await startBackend();
  collector = await startCollector();
});
afterAll(async () => {
  await collector.close();
  await backend.close();
});
beforeEach(async () => backend.fail());

/** A server to which only the end of its input gives a reason to export. */
function start(era: Era): StdioPeer {
  const peer = startPeer({ ...backend.variables, ...collector.variables, OTEL_BSP_SCHEDULE_DELAY: '60000' });
  if (era === '2025-11-25') peer.send(initialize());
  return peer;
}

test.each(ERAS)('a call of %s over stdio is traced, and the traces are sent before the process ends', async (era) => {
  const peer = start(era);
  peer.send(callWithMeta(era, 'list_invoices', { limit: 1 }, META, 'with-meta'));
  const result = (await peer.answer('with-meta')).result as unknown as TracedResult;
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
    'jsonrpc.request.id': 'with-meta',
    'network.transport': 'pipe',
    'orvion.request_id': requestId,
  });
  const [request] = (await backend.seen()).requests;
  expect(request?.headers).toMatchObject({
    traceparent: `00-${PARENT.trace}-${attempts[0]?.spanId}-01`,
    tracestate: 'vendor=meta',
  });
});

test('so is a call that the end of input cuts off', async () => {
  const peer = start('2026-07-28');
  await backend.fail({ kind: 'delay', delay_ms: 60_000 });
  peer.send(callWithMeta('2026-07-28', 'list_invoices', { limit: 1 }, {}, 'cut-off'));
  await waitFor(async () => (await backend.seen()).received === 1);
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  const cutOff = collector.spans.find(({ attributes }) => attributes['jsonrpc.request.id'] === 'cut-off');
  expect(cutOff?.attributes).toMatchObject({ 'error.type': 'tool_error', 'orvion.error.code': 'CLIENT_ERROR' });
  const [attempt] = collector.spans.filter(({ parentSpanId }) => parentSpanId === cutOff?.spanId);
  expect(attempt?.attributes).toMatchObject({ 'error.type': 'canceled' });
});
