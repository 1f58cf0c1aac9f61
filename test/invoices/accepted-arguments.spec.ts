import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

type Fields = Record<string, unknown>;

const create = async (args: object): Promise<Fields> => {
  const { invoice } = await service.data('create_invoice', {
    customer_name: 'Taken',
    amount: 1,
    currency: 'EUR',
    ...args,
  });
  return invoice as Fields;
};

/** The invoice as the backend keeps it, read past our service. */
const stored = async ({ id }: Fields): Promise<Fields> => (await backend.api('GET', `/invoices/${String(id)}`)).body;

describe('amounts', () => {
  test.each([
    ['json:0.000001', '0.000001'],
    ['0.000001', '0.000001'],
    ['json:123456789.123456', '123456789.123456'],
    ['123456789.123456', '123456789.123456'],
    ['json:999999999999999', '999999999999999.00'],
    ['999999999999999', '999999999999999.00'],
    ['json:99999999999999.9', '99999999999999.90'],
    ['json:9007199254740.93', '9007199254740.93'],
    ['9007199254740.93', '9007199254740.93'],
    ['json:0.1', '0.10'],
    ['json:0.3', '0.30'],
    ['json:1.005', '1.005'],
    ['json:4.35', '4.35'],
    ['json:120.00', '120.00'],
    ['json:1e3', '1000.00'],
    [' 12.50 ', '12.50'],
    ['007.50', '7.50'],
  ])('%s is stored as %s', async (amount, text) => {
    const created = await create({ amount });
    expect(created.amount).toBe(text);
    expect(await stored(created)).toMatchObject({ amount: text });
  });

  test.each(['json:123456789.123456', '123456789.123456'])('%s is what was paid', async (amount_paid) => {
    const { id } = await create({ amount: 2 });
    const data = await service.data('mark_invoice_paid', { id, amount_paid });
    expect(data.invoice).toMatchObject({ status: 'paid', amount: '2.00', amount_paid: '123456789.123456' });
  });
});

describe('points in time', () => {
  test.each([
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z'],
    ['2026-01-31t10:00:00z', '2026-01-31T10:00:00Z'],
    ['2026-01-31T10:00Z', '2026-01-31T10:00:00Z'],
    [' 2026-01-31T10:00:00+02:00 ', '2026-01-31T08:00:00Z'],
    ['2026-01-31T23:30:00-05:00', '2026-02-01T04:30:00Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['2000-02-29T12:00:00Z', '2000-02-29T12:00:00Z'],
    ['2026-01-31T10:00:00.5Z', '2026-01-31T10:00:00.500Z'],
    ['2026-01-31T10:00:00.123456789Z', '2026-01-31T10:00:00.123Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('%j reaches the backend as %s', async (time, utc) => {
    const created = await create({ issued_at: time, due_at: time });
    expect(await stored(created)).toMatchObject({ issued_at: utc, due_at: utc });
    const paid = await service.data('mark_invoice_paid', { id: created.id, paid_at: time });
    expect(paid.invoice).toMatchObject({ paid_at: utc });
  });
});

describe('texts', () => {
  test.each([
    ['customer_name', ' Ünïcode & Söhne "GmbH" <b> \n', 'Ünïcode & Söhne "GmbH" <b>'],
    ['customer_name', 'x'.repeat(200), 'x'.repeat(200)],
    ['customer_wallet', ' lnbc1qqq ', 'lnbc1qqq'],
    ['external_id', '  order/7?x=1 ', 'order/7?x=1'],
    ['customer_email', ' Billing+eu@Example.co.uk ', 'Billing+eu@Example.co.uk'],
    ['customer_email', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['currency', ' usdc ', 'USDC'],
    ['currency', 'Sat', 'SAT'],
    ['currency', 'eur', 'EUR'],
  ])('%s %j is kept as %j', async (name, given, kept) => {
    const created = await create({ [name]: given });
    expect(created[name]).toBe(kept);
    expect((await stored(created))[name]).toBe(kept);
  });
});

test('null counts as absent for everything optional', async () => {
  const nothing = { customer_email: null, customer_wallet: null, issued_at: null, due_at: null };
  const created = await create({ ...nothing, external_id: null, status: null });
  expect(created).toMatchObject({ status: 'sent', customer_email: null, due_at: null, external_id: null });
  expect(created.issued_at).toEqual(expect.any(String));

  const listed = await service.data('list_invoices', { status: null, customer_email: null, limit: null, cursor: null });
  expect(listed.invoices).toHaveLength(20);

  const payment = { paid_at: null, amount_paid: null, payment_reference: null };
  const paid = await service.data('mark_invoice_paid', { ...payment, id: created.id });
  expect(paid.invoice).toMatchObject({ status: 'paid', amount_paid: '1.00', payment_reference: null });
});

test.each([['7'], [' 7 '], ['7.0'], ['json:7.0'], [7]])('a limit of %j is 7', async (limit) => {
  const data = await service.data('list_invoices', { limit });
  expect(data.invoices).toHaveLength(7);
});
