import { sentenceStatus } from '../harness/api-errors.js';
import type { Invoice } from '../harness/invoices-client.js';
import { useContract } from './contract-client.js';

const api = useContract();
const MINUTE_MS = 60_000;

/** A new invoice in each status. */
const make: Record<Invoice['status'], () => Promise<Invoice>> = {
  draft: async () => api.create({ status: 'draft' }),
  sent: async () => api.create({ status: 'sent', due_at: '2099-01-01T00:00:00Z' }),
  overdue: async () => api.create({ status: 'sent', due_at: '2020-01-01T00:00:00Z' }),
  paid: async () => (await api.markPaid((await make.sent()).id)).body,
  canceled: async () => (await api.cancel((await make.sent()).id)).body,
};

const take = {
  'mark-paid': async (id: string) => api.markPaid(id),
  cancel: async (id: string) => api.cancel(id),
  delete: async (id: string) => api.remove(id),
};

test.each(['draft', 'sent', 'paid', 'overdue', 'canceled'] as const)('an invoice can be %s', async (status) => {
  expect((await make[status]()).status).toBe(status);
});

test.each(['sent', 'overdue'] as const)('marks a %s invoice as paid, now', async (from) => {
  const open = await make[from]();
  const { status, body } = await api.markPaid(open.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: open.id, amount: open.amount, number: open.number, status: 'paid' });
  expect(Math.abs(Date.parse(body.paid_at ?? '') - Date.now())).toBeLessThan(MINUTE_MS);
  expect((await api.get(open.id)).body).toEqual(body);
});

test('keeps the date of a payment', async () => {
  const { id } = await make.sent();
  const payment = { paid_at: '2025-01-20T14:30:00Z', amount_paid: 120.5, payment_reference: 'bank 7' };
  expect((await api.markPaid(id, payment)).body).toMatchObject({ status: 'paid', paid_at: payment.paid_at });
});

test.each(['draft', 'sent', 'overdue'] as const)('cancels a %s invoice', async (from) => {
  const open = await make[from]();
  const { status, body } = await api.cancel(open.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: open.id, amount: open.amount, status: 'canceled', paid_at: null });
  expect((await api.get(open.id)).body).toEqual(body);
});

test('deletes a draft, and nothing is left of it', async () => {
  const { id, customer_name } = await make.draft();
  expect(await api.remove(id)).toMatchObject({ status: 204, text: '' });
  expect(sentenceStatus(await api.get(id))).toBe(404);
  expect(sentenceStatus(await api.remove(id))).toBe(404);
  expect(await api.list({ search: customer_name })).toEqual([]);
});

test.each([
  ['draft', 'mark-paid'],
  ['paid', 'mark-paid'],
  ['canceled', 'mark-paid'],
  ['paid', 'cancel'],
  ['canceled', 'cancel'],
  ['sent', 'delete'],
  ['overdue', 'delete'],
  ['paid', 'delete'],
  ['canceled', 'delete'],
] as const)('an invoice that is %s refuses %s with 409 and stays as it is', async (status, step) => {
  const before = await make[status]();
  expect(sentenceStatus(await take[step](before.id))).toBe(409);
  expect((await api.get(before.id)).body).toEqual(before);
});

test('of ten payments at once exactly one is taken', async () => {
  const { id } = await make.sent();
  const responses = await Promise.all(Array.from({ length: 10 }, async () => api.markPaid(id)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(responses.filter(({ status }) => status === 409)).toHaveLength(9);
});
