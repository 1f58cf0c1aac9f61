import { unique, type Invoice } from '../harness/invoices-client.js';
import { useContract } from './contract-client.js';

const api = useContract();
const customer_name = unique('Contract list');
const search = customer_name;

let invoices: Record<Invoice['status'], Invoice>;

beforeAll(async () => {
  const sent = { customer_name, status: 'sent' };
  const paid = await api.create(sent);
  const canceled = await api.create(sent);
  invoices = {
    draft: await api.create({ customer_name }),
    sent: await api.create({ ...sent, due_at: '2099-01-01T00:00:00Z' }),
    overdue: await api.create({ ...sent, due_at: '2020-01-01T00:00:00Z' }),
    paid: (await api.markPaid(paid.id)).body,
    canceled: (await api.cancel(canceled.id)).body,
  };
});

const idsOf = (list: readonly Invoice[]): string[] => list.map(({ id }) => id).toSorted();

test('is a bare array of whole invoices', async () => {
  const list = await api.list({ search });
  expect(idsOf(list)).toEqual(idsOf(Object.values(invoices)));
  for (const invoice of list) expect((await api.get(invoice.id)).body).toEqual(invoice);
});

test.each(['draft', 'sent', 'paid', 'overdue', 'canceled'] as const)('gives only %s ones on demand', async (status) => {
  expect(await api.list({ search, status })).toEqual([invoices[status]]);
  for (const other of await api.list({ status, limit: 20 })) expect(other.status).toBe(status);
});

test('searches in numbers', async () => {
  const { number, id } = invoices.sent;
  expect(idsOf(await api.list({ search: number, limit: 1000 }))).toContain(id);
});

test('searches in a part of the name', async () => {
  expect(idsOf(await api.list({ search: customer_name.slice(5) }))).toEqual(idsOf(Object.values(invoices)));
});

test('takes the letters of a search as they are', async () => {
  const percent = await api.create({ customer_name: unique('100% Contract_list') });
  expect(idsOf(await api.list({ search: percent.customer_name }))).toEqual([percent.id]);
  expect(await api.list({ search: percent.customer_name.replace('100%', '1%') })).toEqual([]);
  expect(await api.list({ search: percent.customer_name.replace('_', '-') })).toEqual([]);
});

test('is empty when nothing matches', async () => {
  expect(await api.list({ search: unique('nobody') })).toEqual([]);
});

test('pages neither repeat nor lose an invoice', async () => {
  const pages = await Promise.all([0, 2, 4, 6].map(async (offset) => api.list({ search, limit: 2, offset })));
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 1, 0]);
  expect(pages.flat()).toEqual(await api.list({ search }));
});

test('takes a page of 1000', async () => {
  expect(idsOf(await api.list({ search, limit: 1000, offset: 0 }))).toHaveLength(5);
});
