import { startHttpProgram } from '../harness/program.js';
import { rpc } from '../harness/rpc.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { scrape } from '../harness/scrape.js';

const CANARY = 'canary-4711';

type Line = Readonly<Record<string, unknown>>;

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], { ...backend.variables, ORVION_MCP_METRICS: 'true' });
});

afterAll(async () => {
  await service.stop();
  await backend.close();
});

const ask = async (method: string, params: Record<string, unknown>) =>
  rpc(service.endpoint, '2026-07-28', method, params);

const template = { type: 'ref/resource', uri: 'orvion://invoices/{id}' };

const REQUESTS: readonly [method: string, name: string, params: Record<string, unknown>, code: string | undefined][] = [
  ['resources/read', 'status-rules', { uri: 'orvion://status-rules' }, undefined],
  ['resources/read', 'invoice', { uri: `orvion://invoices/${CANARY}` }, 'NOT_FOUND'],
  [
    'prompts/get',
    'create_invoice_from_text',
    { name: 'create_invoice_from_text', arguments: { text: CANARY } },
    undefined,
  ],
  ['prompts/get', 'month_end_summary', { name: 'month_end_summary', arguments: { month: CANARY } }, 'VALIDATION_ERROR'],
  ['completion/complete', 'invoice', { ref: template, argument: { name: 'id', value: CANARY } }, undefined],
];

/** The request id in a response, whatever its outcome. */
const idIn = ({ result, error }: Awaited<ReturnType<typeof ask>>): unknown =>
  (result._meta as Line | undefined)?.['sh.orvion/request_id'] ?? error?.data?.request_id;

test.each(REQUESTS)(
  '%s of %s is one line of the log, and holds nothing that was said',
  async (method, name, params, code) => {
    const requestId = String(idIn(await ask(method, params)));
    const [, text = '{}'] = await service.said(new RegExp(`^(\\{.*${requestId}.*\\})$`, 'm'));
    const { level, time, duration_ms, backend_status, ...line } = JSON.parse(text) as Line;
    expect([level, typeof time, typeof duration_ms]).toEqual([30, 'number', 'number']);
    const outcome = code === undefined ? 'ok' : 'error';
    const coded = code === undefined ? {} : { code };
    expect(line).toEqual({
      context: 'CallLog',
      method,
      name,
      outcome,
      ...coded,
      request_id: requestId,
      msg: 'request',
    });
    expect(backend_status).toBe(name === 'invoice' ? 200 : undefined);
    expect(service.stderr()).not.toContain(CANARY);
    expect(service.stderr().split(requestId)).toHaveLength(2);
  },
);

test('they are counted by method and code, and what is not there by reason alone', async () => {
  await ask('resources/read', { uri: 'orvion://nothing' });
  await ask('prompts/get', { name: 'nothing' });
  const { values, text } = await scrape(`${service.origin}/metrics`);
  expect(values('mcp_server_requests_total')).toEqual({
    'method="resources/read",code="OK"': 1,
    'method="resources/read",code="NOT_FOUND"': 1,
    'method="prompts/get",code="OK"': 1,
    'method="prompts/get",code="VALIDATION_ERROR"': 1,
    'method="completion/complete",code="OK"': 1,
  });
  expect(values('mcp_server_request_duration_seconds_count')).toMatchObject({ 'method="prompts/get"': 2 });
  expect(values('mcp_server_requests_refused_total')).toEqual({
    'reason="unknown_resource"': 1,
    'reason="unknown_prompt"': 1,
  });
  expect(values('mcp_server_tool_calls_total')).toEqual({});
  expect(text).not.toContain(CANARY);
});

test('the request id goes on to the backend', async () => {
  await backend.fail();
  const requestId = idIn(await ask('completion/complete', { ref: template, argument: { name: 'id', value: '' } }));
  const { requests } = await backend.seen();
  expect(requests.map(({ headers }) => headers['x-request-id'])).toEqual([requestId]);
});
