import { startHttpProgram } from '../harness/program.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(30_000);

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly request_id: string;
  readonly [key: string]: unknown;
}

interface Envelope {
  readonly error: { readonly code: string; readonly details: { readonly request_id: string } } | null;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], backend.variables);
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});
beforeEach(async () => backend.fail());

const lines = (): Line[] =>
  service
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('{"level"'))
    .map((line) => JSON.parse(line) as Line)
    // Writes leave a line for auditors besides.
    .filter(({ context }) => context === 'CallLog');

async function post(body: object, headers: Record<string, string> = MCP_HEADERS): Promise<Envelope> {
  const response = await fetch(service.endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  return ((await response.json()) as { result: { structuredContent: Envelope } }).result?.structuredContent;
}

/** Makes a call and gives its envelope with the lines that it left. */
async function logged(body: object, headers?: Record<string, string>): Promise<{ envelope: Envelope; left: Line[] }> {
  const before = lines().length;
  const envelope = await post(body, headers);
  await waitFor(() => lines().length > before);
  // Calls are logged in the order in which they end, so whatever the first one left stands before the second one's line.
  await post(toolCall('get_invoice', { id: 'inv_marker' }));
  await waitFor(() => lines().length > before + 1);
  return { envelope, left: lines().slice(before, -1) };
}

const NEW_INVOICE = { customer_name: 'A', amount: '1', currency: 'EUR' };

test.each<[string, object, object]>([
  ['a success', toolCall('list_invoices', { limit: 1 }), { tool: 'list_invoices', outcome: 'ok', backend_status: 200 }],
  [
    'a creation',
    toolCall('create_invoice', NEW_INVOICE),
    { tool: 'create_invoice', outcome: 'ok', backend_status: 201 },
  ],
  [
    'a wrong argument',
    toolCall('get_invoice', {}),
    { tool: 'get_invoice', outcome: 'error', code: 'VALIDATION_ERROR' },
  ],
  [
    'an invoice that is not there',
    toolCall('get_invoice', { id: 'inv_x' }),
    { tool: 'get_invoice', outcome: 'error', code: 'NOT_FOUND', backend_status: 404 },
  ],
])('%s leaves one line: what it was and how it ended', async (_what, body, expected) => {
  const { left } = await logged(body);
  expect(left).toEqual([
    {
      level: 30,
      time: expect.any(Number) as number,
      context: 'CallLog',
      msg: 'tool call',
      duration_ms: expect.any(Number) as number,
      request_id: expect.stringMatching(UUID) as string,
      ...expected,
    },
  ]);
  expect(left[0]?.duration_ms).toBeGreaterThan(0);
});

test.each([
  ['CLIENT_ERROR', { kind: 'reset-before-commit', times: 9 }, undefined],
  ['UNAUTHORIZED', { kind: 'status', status: 401 }, 401],
  ['INTERNAL_ERROR', { kind: 'status', status: 500, times: 9 }, 500],
])('a call that ends with %s leaves one line with the status of the backend', async (code, fault, status) => {
  await backend.fail(fault);
  const { envelope, left } = await logged(toolCall('mark_invoice_paid', { id: 'inv_x' }));
  expect(left).toHaveLength(1);
  expect(left[0]).toMatchObject({ tool: 'mark_invoice_paid', outcome: 'error', code });
  expect(left[0]?.backend_status).toBe(status);
  expect(left[0]?.request_id).toBe(envelope.error?.details.request_id);
});

test('the newest revision is logged alike', async () => {
  const { left } = await logged(modernCall('list_invoices'), modernHeaders('list_invoices'));
  expect(left).toHaveLength(1);
  expect(left[0]).toMatchObject({ tool: 'list_invoices', outcome: 'ok' });
});

test('one request id joins the response, the log and what the backend got', async () => {
  const { envelope, left } = await logged(toolCall('get_invoice', { id: 'inv_traced' }));
  const request = (await backend.seen()).requests.find(({ url }) => url.includes('inv_traced'));
  const id = envelope.error?.details.request_id;
  expect(id).toMatch(UUID);
  expect([left[0]?.request_id, request?.headers['x-request-id']]).toEqual([id, id]);
});

test('every call has an id of its own, also when many run at once', async () => {
  const before = lines().length;
  const envelopes = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => post(toolCall('get_invoice', { id: `inv_${index}` }))),
  );
  await waitFor(() => lines().length === before + 20);
  const responded = envelopes.map(({ error }) => error?.details.request_id ?? '');
  const logs = lines()
    .slice(before)
    .map(({ request_id }) => request_id);
  expect(new Set(responded).size).toBe(20);
  expect(new Set(logs)).toEqual(new Set(responded));
});

test('stdout stays empty', () => {
  expect(service.stdout()).toBe('');
});
