import { unique } from '../harness/invoices-client.js';
import { useContract } from './contract-client.js';

const api = useContract();

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const MINUTE_MS = 60_000;

test('answers 201 with the whole invoice', async () => {
  const sent = {
    external_id: unique('crm'),
    customer_name: unique('Acme Ltd'),
    customer_email: 'billing@contract-test.example',
    customer_wallet: 'lnbc1contracttest',
    amount: 5000,
    currency: 'EUR',
    issued_at: '2025-01-15T10:00:00Z',
    due_at: '2099-02-01T10:00:00Z',
    status: 'sent',
  };
  const { status, body } = await api.post(sent);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...sent, amount: expect.stringMatching(/^5000(\.0+)?$/) as string, paid_at: null });
  expect(body.id).toMatch(/^inv_[0-9A-Z]{10,}$/);
  expect(body.organization_id).toMatch(/^org_/);
  expect((await api.get(body.id)).body).toEqual(body);
});

test('fills in what is absent: a draft, issued now, without due date', async () => {
  const invoice = await api.create();
  expect(invoice).toMatchObject({
    status: 'draft',
    external_id: null,
    customer_email: null,
    customer_wallet: null,
    due_at: null,
    paid_at: null,
  });
  expect(Math.abs(Date.parse(invoice.issued_at) - Date.now())).toBeLessThan(MINUTE_MS);
});

test('takes null for what is optional', async () => {
  const optional = { external_id: null, customer_email: null, customer_wallet: null, issued_at: null, due_at: null };
  expect(await api.create(optional)).toMatchObject({ customer_email: null, due_at: null });
});

test('gives every invoice an id and a number of its own', async () => {
  const invoices = await Promise.all(Array.from({ length: 10 }, async () => api.create()));
  expect(new Set(invoices.map(({ id }) => id)).size).toBe(10);
  expect(new Set(invoices.map(({ number }) => number)).size).toBe(10);
  for (const { number } of invoices) expect(number).toMatch(/^INV-\d{4}-\d{4,}$/);
});

test.each([
  ['0.01', '0.01'],
  ['0.1', '0.1'],
  ['120.0', '120'],
  ['1234.5', '1234.5'],
  ['0.000001', '0.000001'],
  ['9007199254740.93', '9007199254740.93'],
  ['999999999.999999', '999999999.999999'],
  ['"19.99"', '19.99'],
])('keeps the amount %s digit for digit', async (written, kept) => {
  const name = JSON.stringify(unique('Contract amount'));
  const { status, body } = await api.call<{ id: string; amount: string }>(
    'POST',
    '/invoices',
    `{"customer_name": ${name}, "amount": ${written}, "currency": "EUR"}`,
  );
  expect(status).toBe(201);
  expect(typeof body.amount).toBe('string');
  expect(withoutTrailingZeros(body.amount)).toBe(kept);
  expect((await api.get(body.id)).body.amount).toBe(body.amount);
  await api.remove(body.id);
});

test.each(['EUR', 'USD', 'SAT', 'USDC'])('takes the currency %s', async (currency) => {
  expect((await api.create({ currency })).currency.trim()).toBe(currency);
});

test('keeps the instant of a date whatever its offset, and answers in UTC', async () => {
  const dates = { issued_at: '2026-01-31T23:30:00-05:00', due_at: '2099-03-01T00:15:00+05:30' };
  const invoice = await api.create(dates);
  expect(invoice.issued_at).toMatch(INSTANT);
  expect(invoice.due_at).toMatch(INSTANT);
  expect(Date.parse(invoice.issued_at)).toBe(Date.parse(dates.issued_at));
  expect(Date.parse(invoice.due_at ?? '')).toBe(Date.parse(dates.due_at));
});

test('keeps names in any script', async () => {
  const customer_name = unique('Žofia Ñandú & Söhne 株式会社 🧾 "O\'Neil" <b>');
  const { id } = await api.create({ customer_name });
  expect((await api.get(id)).body.customer_name).toBe(customer_name);
});

const withoutTrailingZeros = (amount: string): string => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
