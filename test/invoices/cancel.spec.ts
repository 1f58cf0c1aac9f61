import { callTool, inParallel } from '../harness/agent.js';
import type { Envelope } from '../harness/clients.js';
import type { ProxyFault } from '../harness/fault-proxy.js';
import { useFaultyService } from '../harness/faulty-service.js';

const { backend, proxy, service, stored, failFirst } = useFaultyService({ ORVION_MCP_CONFIRM: 'off' });

async function newInvoice(status = 'sent'): Promise<string> {
  const { body } = await backend.api('POST', '/invoices', {
    customer_name: 'Canceler',
    amount: 99.5,
    currency: 'EUR',
    status,
  });
  return body.id as string;
}

const cancel = async (id: string, more: object = {}): Promise<Envelope> =>
  callTool(service.endpoint, 'cancel_invoice', { id, ...more });

const posts = () => proxy.passed.filter(({ method }) => method === 'POST');

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

test('a paid invoice is rejected with the statuses that are allowed', async () => {
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

describe('a lost response', () => {
  test.each<ProxyFault>([{ kind: 'reset-after-commit' }, { kind: 'cut-body' }, { kind: 'slow-response', ms: 8_000 }])(
    'of a cancellation that was carried out ($kind) is settled by reading',
    async (fault) => {
      const id = await newInvoice();
      failFirst('POST', 9, fault);
      expect((await cancel(id)).data).toMatchObject({ already_canceled: false, invoice: { status: 'canceled' } });
      expect(posts()).toHaveLength(1);
    },
  );

  test.each<ProxyFault>([{ kind: 'reset-before-commit' }, { kind: 'status', status: 503 }])(
    'of one that was not ($kind) is repeated once',
    async (fault) => {
      const id = await newInvoice();
      failFirst('POST', 1, fault);
      expect((await cancel(id)).data).toMatchObject({ already_canceled: false, invoice: { status: 'canceled' } });
      expect(posts()).toHaveLength(2);
    },
  );

  test('that stays lost is reported as unknown, and how to go on', async () => {
    const id = await newInvoice();
    failFirst('POST', 9, { kind: 'reset-before-commit' });
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
  const responses = await inParallel(20, 20, async () => cancel(id));
  expect(responses.every(({ ok }) => ok)).toBe(true);
  expect(responses.filter(({ data }) => data?.already_canceled === false)).toHaveLength(1);
});
