import { sentenceStatus } from '../harness/api-errors.js';
import { unique } from '../harness/invoices-client.js';
import { useContract } from './contract-client.js';

const api = useContract();

/** Names that one test gives its invoice. */
const names = (): { customer_name: string; external_id: string } => ({
  customer_name: unique('Contract external'),
  external_id: unique('contract'),
});

test('a repeated create answers 200 with the same invoice', async () => {
  const same = { ...names(), amount: 75.25, status: 'sent' };
  const first = await api.create(same);
  const { status, body } = await api.post(same);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: first.id, number: first.number, amount: first.amount, status: 'sent' });
  expect(await api.list({ search: same.customer_name })).toEqual([body]);
});

test('a later create with the same external_id changes the invoice', async () => {
  const same = names();
  const first = await api.create({ ...same, amount: 10, currency: 'EUR' });
  const { body } = await api.post({ ...same, amount: 20.5, currency: 'USD', due_at: '2099-05-01T00:00:00Z' });
  expect(body).toMatchObject({ id: first.id, currency: 'USD', due_at: '2099-05-01T00:00:00Z' });
  expect(Number(body.amount)).toBe(20.5);
  expect((await api.get(first.id)).body).toEqual(body);
});

test('a draft can be sent that way, and a sent one stays sent', async () => {
  const same = names();
  await api.create({ ...same, status: 'draft' });
  expect((await api.post({ ...same, status: 'sent' })).body.status).toBe('sent');
  expect((await api.post({ ...same, status: 'draft' })).body.status).toBe('sent');
});

test.each(['paid', 'canceled'] as const)(
  'a final invoice, such as a %s one, is 409 and stays as it is',
  async (status) => {
    const same = { ...names(), status: 'sent' };
    const { id } = await api.create(same);
    const { body: before } = status === 'paid' ? await api.markPaid(id) : await api.cancel(id);
    expect(sentenceStatus(await api.post({ ...same, amount: 999 }))).toBe(409);
    expect((await api.get(id)).body).toEqual(before);
  },
);

test('the external_id of a deleted draft is free again', async () => {
  const same = names();
  const first = await api.create(same);
  await api.remove(first.id);
  expect((await api.create(same)).id).not.toBe(first.id);
});

test('external_ids that differ only in case are two', async () => {
  const same = names();
  const [lower, upper] = [
    await api.create(same),
    await api.create({ ...same, external_id: same.external_id.toUpperCase() }),
  ];
  expect(lower.id).not.toBe(upper.id);
});

test.each([2, 50])('%i creates at once with one external_id make one invoice', async (count) => {
  const same = names();
  const responses = await Promise.all(Array.from({ length: count }, async () => api.post(same)));
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(count - 1);
  const [only, ...others] = await api.list({ search: same.customer_name });
  expect(others).toEqual([]);
  expect(new Set(responses.map(({ body }) => body.id))).toEqual(new Set([only?.id]));
});
