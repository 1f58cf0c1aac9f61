import { callTool, inParallel } from '../harness/agent.js';
import type { Envelope } from '../harness/clients.js';
import type { ProxyFault } from '../harness/fault-proxy.js';
import { useFaultyService } from '../harness/faulty-service.js';

const { backend, proxy, service, stored, failFirst } = useFaultyService();

async function newInvoice(status = 'sent'): Promise<string> {
  const { body } = await backend.api('POST', '/invoices', {
    customer_name: 'Payer',
    amount: 99.5,
    currency: 'EUR',
    status,
  });
  return body.id as string;
}

const pay = async (id: string, payment: object = {}): Promise<Envelope> =>
  callTool(service.endpoint, 'mark_invoice_paid', { id, ...payment });

const posts = () => proxy.passed.filter(({ method }) => method === 'POST');

test('a payment is recorded once and says so', async () => {
  const id = await newInvoice();
  const { data } = await pay(id, { payment_reference: 'bank-7', paid_at: '2026-01-02T03:04:05+02:00' });
  expect(data).toMatchObject({
    already_paid: false,
    invoice: { status: 'paid', payment_reference: 'bank-7', paid_at: '2026-01-02T01:04:05Z', amount_paid: '99.50' },
  });
});

test.each([
  ['nothing', {}, {}],
  ['the same reference', { payment_reference: 'bank-8' }, { payment_reference: 'bank-8' }],
  ['no reference', { payment_reference: 'bank-8' }, {}],
  ['the same amount, written otherwise', { amount_paid: 99.5 }, { amount_paid: '99.500' }],
])('paid already and repeated with %s: success that changed nothing', async (_what, first, second) => {
  const id = await newInvoice();
  const before = await pay(id, first);
  const { data } = await pay(id, second);
  expect(data).toEqual({ invoice: before.data?.invoice, already_paid: true });
  expect(posts()).toHaveLength(1);
});

test.each([
  ['payment_reference', { payment_reference: 'bank-9' }, { payment_reference: 'bank-10' }],
  ['payment_reference', {}, { payment_reference: 'bank-10' }],
  ['amount_paid', {}, { amount_paid: 50 }],
  ['amount_paid', { amount_paid: 50 }, {}],
])('paid already with another %s: rejected with what is stored', async (field, first, second) => {
  const id = await newInvoice();
  await pay(id, first);
  const before = await stored(id);
  const { error } = await pay(id, second);
  expect(error).toMatchObject({
    code: 'INVALID_STATUS',
    details: {
      status: 'paid',
      retryable: false,
      stored: {
        paid_at: before.paid_at,
        amount_paid: before.amount_paid,
        payment_reference: before.payment_reference,
      },
    },
  });
  expect(error?.message).toContain(field);
  expect(await stored(id)).toEqual(before);
});

test.each(['draft', 'canceled'])('%s: rejected with the status and the allowed ones', async (status) => {
  const id = await newInvoice(status === 'draft' ? 'draft' : 'sent');
  if (status === 'canceled') await backend.api('POST', `/invoices/${id}/cancel`);
  const { error } = await pay(id);
  expect(error).toMatchObject({
    code: 'INVALID_STATUS',
    details: { status, allowed_statuses: ['sent', 'overdue'], retryable: false },
  });
  expect(posts()).toEqual([]);
});

test('an overdue invoice can be paid', async () => {
  const { body } = await backend.api('POST', '/invoices', {
    customer_name: 'Late',
    amount: 1,
    currency: 'EUR',
    status: 'sent',
    issued_at: '2025-01-01T00:00:00Z',
    due_at: '2025-01-02T00:00:00Z',
  });
  expect(body.status).toBe('overdue');
  expect((await pay(body.id as string)).data).toMatchObject({ already_paid: false, invoice: { status: 'paid' } });
});

describe('a lost response', () => {
  test.each<ProxyFault>([{ kind: 'reset-after-commit' }, { kind: 'cut-body' }, { kind: 'slow-response', ms: 8_000 }])(
    'of a payment that was recorded ($kind) is settled by reading',
    async (fault) => {
      const id = await newInvoice();
      failFirst('POST', 9, fault);
      const { data } = await pay(id, { payment_reference: 'bank-11' });
      expect(data).toMatchObject({ already_paid: false, invoice: { status: 'paid', payment_reference: 'bank-11' } });
      expect(posts()).toHaveLength(1);
    },
  );

  test.each<ProxyFault>([{ kind: 'reset-before-commit' }, { kind: 'status', status: 503 }])(
    'of a payment that was not recorded ($kind) is repeated once',
    async (fault) => {
      const id = await newInvoice();
      failFirst('POST', 1, fault);
      const { data } = await pay(id, { payment_reference: 'bank-12' });
      expect(data).toMatchObject({ already_paid: false, invoice: { status: 'paid', payment_reference: 'bank-12' } });
      expect(posts()).toHaveLength(2);
      expect(posts()[0]?.body).toBe(posts()[1]?.body);
    },
  );

  test('that stays lost is reported as unknown, and how to go on', async () => {
    const id = await newInvoice();
    failFirst('POST', 9, { kind: 'reset-before-commit' });
    const { error } = await pay(id);
    expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { outcome: 'unknown', retryable: true } });
    expect(error?.message).toContain('same arguments');
    expect(posts()).toHaveLength(2);
    expect((await stored(id)).status).toBe('sent');
  });

  test('that cannot be settled, as the backend is gone, is reported as unknown', async () => {
    const id = await newInvoice();
    let gone = false;
    proxy.decide(({ method }) => {
      gone ||= method === 'POST';
      return gone ? { kind: 'reset-after-commit' } : undefined;
    });
    const { error } = await pay(id);
    expect(error).toMatchObject({ code: 'CLIENT_ERROR', details: { outcome: 'unknown', retryable: true } });
    proxy.decide(() => undefined);
    expect((await pay(id)).data).toMatchObject({ already_paid: true, invoice: { status: 'paid' } });
  });
});

test('a backend that answers with nothing is read back', async () => {
  const id = await newInvoice();
  await backend.fail({ kind: 'empty', method: 'POST' });
  expect((await pay(id)).data).toMatchObject({ already_paid: false, invoice: { id, status: 'paid' } });
});

test('a read that fails before the payment changes nothing and says so', async () => {
  const id = await newInvoice();
  proxy.decide(() => ({ kind: 'status', status: 500 }));
  const { error } = await pay(id);
  expect(error).toMatchObject({ code: 'INTERNAL_ERROR', details: { http_status: 500, retryable: true } });
  expect(error?.details).not.toHaveProperty('outcome');
  expect((await stored(id)).status).toBe('sent');
});

test('twenty payments at once record one', async () => {
  const id = await newInvoice();
  const responses = await inParallel(20, 20, async () => pay(id, { payment_reference: 'bank-13' }));
  expect(responses.every(({ ok }) => ok)).toBe(true);
  expect(responses.filter(({ data }) => data?.already_paid === false)).toHaveLength(1);
  expect(new Set(responses.map(({ data }) => JSON.stringify(data?.invoice))).size).toBe(1);
});
