import { errorPlaces, sentenceStatus } from '../harness/api-errors.js';
import { unique } from '../harness/invoices-client.js';
import { useContract } from './contract-client.js';

const api = useContract();

test.each([
  ['customer_name', null],
  ['customer_name', 5],
  ['amount', null],
  ['amount', 0],
  ['amount', -1],
  ['amount', 'NaN'],
  ['amount', 'many'],
  ['amount', [120]],
  ['currency', null],
  ['status', 'paid'],
  ['status', 'overdue'],
  ['issued_at', 'yesterday'],
  ['due_at', '2026-02-30T10:00:00Z'],
  ['due_at', '2026-13-01T10:00:00Z'],
])('refuses a create whose %s is %j, and stores nothing', async (field, value) => {
  const customer_name = unique('Contract refusal');
  const external_id = unique('contract-refusal');
  expect(errorPlaces(await api.post({ customer_name, external_id, [field]: value }))).toEqual([`body.${field}`]);
  expect(await api.list({ search: customer_name })).toEqual([]);
});

test('tells all faults of a create at once', async () => {
  const wrong = { customer_name: null, amount: -5, currency: null, due_at: 'soon', status: 'void' };
  const places = ['body.amount', 'body.currency', 'body.customer_name', 'body.due_at', 'body.status'];
  expect(errorPlaces(await api.post(wrong))).toEqual(places);
});

test('refuses a create without body', async () => {
  expect(errorPlaces(await api.call('POST', '/invoices', undefined))).toEqual(['body']);
});

test('refuses a body that is no object', async () => {
  expect(errorPlaces(await api.call('POST', '/invoices', '[]'))).toEqual(['body']);
});

test('refuses a body that is not JSON', async () => {
  const [fault] = (await api.call<{ detail: { type: string }[] }>('POST', '/invoices', '{"amount": 12')).body.detail;
  expect(fault?.type).toBe('json_invalid');
});

test.each([
  ['status=void', ['query.status']],
  ['limit=0', ['query.limit']],
  ['limit=1001', ['query.limit']],
  ['limit=ten', ['query.limit']],
  ['offset=-1', ['query.offset']],
  ['status=void&limit=0&offset=x', ['query.limit', 'query.offset', 'query.status']],
])('refuses the list ?%s', async (query, places) => {
  expect(errorPlaces(await api.call('GET', `/invoices?${query}`))).toEqual(places);
});

test('refuses a payment with a wrong date, and leaves the invoice open', async () => {
  const { id } = await api.create({ status: 'sent' });
  expect(errorPlaces(await api.markPaid(id, { paid_at: '2026-02-30T00:00:00Z' }))).toEqual(['body.paid_at']);
  expect((await api.get(id)).body.status).toBe('sent');
});

test.each(['summary', 'revenue-timeseries'])('refuses a wrong day in analytics/%s', async (report) => {
  const path = `/invoices/analytics/${report}?from=2026-02-30&to=never`;
  expect(errorPlaces(await api.call('GET', path))).toEqual(['query.from', 'query.to']);
});

const ENDPOINTS = [
  ['GET', '/invoices/{id}'],
  ['POST', '/invoices/{id}/mark-paid'],
  ['POST', '/invoices/{id}/cancel'],
  ['DELETE', '/invoices/{id}'],
] as const;

test.each(ENDPOINTS)('%s %s of an unknown invoice is 404', async (method, path) => {
  expect(sentenceStatus(await api.call(method, path.replace('{id}', 'inv_01CONTRACTTESTUNKNOWN')))).toBe(404);
});

test('a path that does not exist is 404', async () => {
  expect(sentenceStatus(await api.call('GET', '/no-such-thing'))).toBe(404);
});
