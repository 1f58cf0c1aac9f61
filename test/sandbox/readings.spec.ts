import { errorPlaces, sentenceStatus } from '../harness/api-errors.js';
import { unique, type Invoice } from '../harness/invoices-client.js';
import { useSandbox } from './use-sandbox.js';

// Where the contract is unknown or contradicts itself the sandbox picks one reading: docs/sandbox.md lists them.
const { acme } = useSandbox();

test.each([
  [5, '5.00'],
  [120.5, '120.50'],
  ['1.230', '1.23'],
  [0.000001, '0.000001'],
  ['007.1', '7.10'],
  [' 5 ', '5.00'],
])('the amount %j is answered as %s: two to six decimals', async (amount, text) => {
  expect((await acme.create({ amount })).amount).toBe(text);
});

test('amounts have at most 15 digits and 6 decimals, and no exponent', async () => {
  expect((await acme.create({ amount: '999999999.999999' })).amount).toBe('999999999.999999');
  for (const amount of ['1e2', '1234567890123456', '1.2345678']) {
    expect(errorPlaces(await acme.post({ amount }))).toEqual(['body.amount']);
  }
});

test('a currency is three to five letters, trimmed and in capitals', async () => {
  expect((await acme.create({ currency: ' usdc ' })).currency).toBe('USDC');
  for (const currency of ['US', 'BITCOIN', 'U$D'])
    expect(errorPlaces(await acme.post({ currency }))).toEqual(['body.currency']);
});

test('a date without offset is UTC, one without time midnight; fractions end at milliseconds', async () => {
  const dates = { issued_at: '2026-01-31 10:00', due_at: '2099-02-01' };
  expect(await acme.create(dates)).toMatchObject({ issued_at: '2026-01-31T10:00:00Z', due_at: '2099-02-01T00:00:00Z' });
  const { due_at } = await acme.create({ due_at: '2099-02-01T10:00:00.123456+0530' });
  expect(due_at).toBe('2099-02-01T04:30:00.123Z');
});

test('unknown fields and query parameters are ignored', async () => {
  const customer_name = unique('Unknown fields');
  const invoice = await acme.create({ customer_name, line_items: [1], id: 'inv_mine', number: 'INV-1' });
  expect(invoice).toMatchObject({ id: expect.not.stringMatching('inv_mine') as string });
  expect(invoice).not.toHaveProperty('line_items');
  expect(await acme.list({ search: customer_name, customer_email: 'x@example.com' })).toEqual([invoice]);
});

test('a list is newest first, and 100 long unless asked', async () => {
  const first = await acme.create();
  const second = await acme.create({ issued_at: '2001-01-01' });
  expect((await acme.list({ limit: 2 })).map(({ id }) => id)).toEqual([second.id, first.id]);
  await Promise.all(Array.from({ length: 40 }, async () => acme.create()));
  expect(await acme.list()).toHaveLength(100);
  expect((await acme.list({ limit: 1000 })).length).toBeGreaterThan(100);
});

test('a search takes no notice of the case of plain letters, and does not look into other fields', async () => {
  const reference = unique('crm');
  const invoice = await acme.create({ external_id: reference, customer_email: 'only-here@example.com' });
  expect(await acme.list({ search: invoice.customer_name.toUpperCase() })).toEqual([invoice]);
  for (const search of [reference, 'only-here']) expect(await acme.list({ search })).toEqual([]);
});

test('an invoice is found by its id alone, not by number or external_id', async () => {
  const { number, external_id } = await acme.create({ external_id: unique('crm') });
  for (const name of [number, external_id ?? '']) expect(sentenceStatus(await acme.get(name))).toBe(404);
});

test('numbers count up within the year of issue, and one of a deleted draft is not given again', async () => {
  const issued_at = '1999-05-05T00:00:00Z';
  const [first, second] = [await acme.create({ issued_at }), await acme.create({ issued_at })];
  expect([first.number, second.number]).toEqual(['INV-1999-0001', 'INV-1999-0002']);
  await acme.remove(second.id);
  expect((await acme.create({ issued_at })).number).toBe('INV-1999-0003');
});

test('a repeated create sets everything anew but id, number and, when absent, the date of issue', async () => {
  const external_id = unique('crm');
  const first = await acme.create({
    external_id,
    customer_email: 'a@example.com',
    issued_at: '2025-05-05',
    due_at: '2099-01-01',
  });
  const { body } = await acme.post({ external_id, customer_name: 'Anew', amount: 2 });
  const { id, number, issued_at } = first;
  expect(body).toMatchObject({ id, number, issued_at, customer_name: 'Anew', amount: '2.00' });
  expect(body).toMatchObject({ customer_email: null, due_at: null });
});

type Settled = Invoice & Readonly<Record<'amount_paid' | 'payment_reference' | 'canceled_at', string | null>>;

test('a payment may say when, how much and which; it is the whole amount else', async () => {
  const [a, b] = [await acme.create({ status: 'sent' }), await acme.create({ status: 'sent', amount: 7.5 })];
  const said = { paid_at: '2026-01-02T03:04:05Z', amount_paid: 100, payment_reference: 'bank 7' };
  expect((await acme.markPaid(a.id, said)).body as Settled).toMatchObject({ ...said, amount_paid: '100.00' });
  expect((await acme.markPaid(b.id)).body as Settled).toMatchObject({ amount_paid: '7.50', payment_reference: null });
});

test('a cancel may say why, and is dated', async () => {
  const { id } = await acme.create({ status: 'sent' });
  const { body } = await acme.cancel(id, { reason: 'ordered twice' });
  expect(Date.parse((body as Settled).canceled_at ?? '')).not.toBeNaN();
});

test('faults of a body come before an unknown id, and a missing key before both', async () => {
  expect(errorPlaces(await acme.markPaid('inv_unknown', { paid_at: 'soon' }))).toEqual(['body.paid_at']);
  const anonymous = { authorization: '' };
  expect(
    sentenceStatus(await acme.call('POST', '/invoices/inv_unknown/mark-paid', { paid_at: 'soon' }, anonymous)),
  ).toBe(401);
});

test('a key is taken as Bearer only', async () => {
  const key = 'test_sandbox_acme';
  expect(sentenceStatus(await acme.call('GET', '/invoices', undefined, { authorization: '', 'x-api-key': key }))).toBe(
    401,
  );
  expect((await acme.call('GET', '/invoices', undefined, { authorization: `bearer ${key}` })).status).toBe(200);
});

test.each([
  ['PUT', '/invoices/inv_1'],
  ['PATCH', '/invoices/inv_1'],
  ['POST', '/invoices/inv_1/send'],
])('there is no %s %s', async (method, path) => {
  expect(sentenceStatus(await acme.call(method, path, {}))).toBe(404);
});

test('the base path is /v1 alone', async () => {
  expect(sentenceStatus(await acme.call('GET', '/../api/v1/invoices'))).toBe(404);
});
