import { callTool, inParallel } from '../harness/agent.js';
import { startApp, type TestApp } from '../harness/app.js';
import type { Answer } from '../harness/clients.js';
import { startFaultProxy, type FaultProxy, type ProxyFault } from '../harness/fault-proxy.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';

let backend: TestBackend;
let proxy: FaultProxy;
let service: TestApp;

beforeAll(async () => {
  backend = await startBackend();
  proxy = await startFaultProxy(backend.baseUrl);
  service = await startApp({
    ...backend.variables,
    AGENTPAY_API_BASE_URL: proxy.baseUrl,
    AGENTPAY_TIMEOUT_SEC: '2',
    ORVION_MCP_CONFIRM: 'off',
  });
});

afterAll(async () => {
  await service.close();
  await proxy.close();
  await backend.close();
});

beforeEach(() => proxy.decide(() => undefined));

async function newInvoice(status = 'sent'): Promise<string> {
  const { body } = await backend.api('POST', '/invoices', {
    customer_name: 'Canceler',
    amount: 99.5,
    currency: 'EUR',
    status,
  });
  return body.id as string;
}

const cancel = async (id: string, more: object = {}): Promise<Answer> =>
  callTool(service.endpoint, 'cancel_invoice', { id, ...more });

const stored = async (id: string) => (await backend.api('GET', `/invoices/${id}`)).body;
const posts = () => proxy.passed.filter(({ method }) => method === 'POST');

/** Lets reads pass and does this to the first so many cancellations. */
const failCancellations = (times: number, fault: ProxyFault): void => {
  let left = times;
  proxy.decide(({ method }) => (method === 'POST' && left-- > 0 ? fault : undefined));
};

test.each(['draft', 'sent'])('a %s invoice is canceled, and the reason is passed on', async (status) => {
  const id = await newInvoice(status);
  const { data } = await cancel(id, { reason: 'Ordered twice' });
  expect(data).toMatchObject({ already_canceled: false, invoice: { id, status: 'canceled' } });
  expect((await stored(id)).status).toBe('canceled');
  expect(posts().map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ reason: 'Ordered twice' }]);
});

test('repeated, it succeeds and changes nothing', async () => {
  const id = await newInvoice();
  const before = await cancel(id);
  expect((await cancel(id)).data).toEqual({ invoice: before.data?.invoice, already_canceled: true });
  expect(posts()).toHaveLength(1);
});

test('a paid invoice is refused with the statuses that are allowed', async () => {
  const id = await newInvoice();
  await backend.api('POST', `/invoices/${id}/mark-paid`, {});
  const { error } = await cancel(id);
  expect(error).toMatchObject({
    code: 'INVALID_STATUS',
    details: { status: 'paid', allowed_statuses: ['draft', 'sent', 'overdue'], retryable: false },
  });
  expect(error?.message).toContain('paid');
  expect(posts()).toEqual([]);
});

describe('a lost answer', () => {
  test.each<ProxyFault>([{ kind: 'reset-after-commit' }, { kind: 'cut-body' }, { kind: 'slow-answer', ms: 4_000 }])(
    'of a cancellation that was carried out ($kind) is settled by reading',
    async (fault) => {
      const id = await newInvoice();
      failCancellations(9, fault);
      expect((await cancel(id)).data).toMatchObject({ already_canceled: false, invoice: { status: 'canceled' } });
      expect(posts()).toHaveLength(1);
    },
  );

  test.each<ProxyFault>([{ kind: 'reset-before-commit' }, { kind: 'status', status: 503 }])(
    'of one that was not ($kind) is repeated once',
    async (fault) => {
      const id = await newInvoice();
      failCancellations(1, fault);
      expect((await cancel(id)).data).toMatchObject({ already_canceled: false, invoice: { status: 'canceled' } });
      expect(posts()).toHaveLength(2);
    },
  );

  test('that stays lost is told as unknown, and how to go on', async () => {
    const id = await newInvoice();
    failCancellations(9, { kind: 'reset-before-commit' });
    const { error } = await cancel(id);
    expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { outcome: 'unknown', retryable: true } });
    expect(error?.message).toContain('same id');
    expect((await stored(id)).status).toBe('sent');
  });
});

test('a backend that answers with nothing is read back', async () => {
  const id = await newInvoice();
  await backend.fail({ kind: 'empty', method: 'POST' });
  expect((await cancel(id)).data).toMatchObject({ already_canceled: false, invoice: { id, status: 'canceled' } });
});

test('twenty cancellations at once: one was the first, and all succeed', async () => {
  const id = await newInvoice();
  const answers = await inParallel(20, 20, async () => cancel(id));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(answers.filter(({ data }) => data?.already_canceled === false)).toHaveLength(1);
});
