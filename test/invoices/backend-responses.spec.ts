import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

beforeEach(async () => backend.fail());

/** Makes the backend answer with exactly this text. */
const plant = async (body: string, status = 200): Promise<void> =>
  backend.fail({ kind: 'status', status, headers: { 'content-type': 'application/json' }, body, times: 99 });

const planted = (fields: string): string => `{"id":"inv_1","status":"sent","amount":"1.00","currency":"EUR",${fields}}`;

const get = async (): Promise<Record<string, unknown>> =>
  (await service.data('get_invoice', { id: 'inv_1' })).invoice as Record<string, unknown>;

describe('an amount', () => {
  test.each([
    ['"120.10"', '120.10'],
    ['120.10', '120.10'],
    ['120', '120'],
    ['120.0', '120.0'],
    ['0.1', '0.1'],
    ['0.300000', '0.300000'],
    ['12345678901234567.89', '12345678901234567.89'],
    ['12345678901234567890', '12345678901234567890'],
    ['9007199254740993', '9007199254740993'],
    ['1e5', '1e5'],
    ['1E+2', '1E+2'],
    ['-5.00', '-5.00'],
    ['"1,000.00"', '1,000.00'],
    ['""', ''],
  ])('written %s is reported as %s', async (written, text) => {
    const invoice = `{"id":"inv_1","status":"sent","amount": ${written},"currency":"EUR"}`;
    await plant(invoice);
    expect((await get()).amount).toBe(text);
    await plant(`[${invoice}]`);
    expect((await service.data('list_invoices', { limit: 5 })).invoices).toMatchObject([{ amount: text }]);
  });
});

test('a padded or lower-case currency is reported trimmed and in capitals', async () => {
  await plant('{"id":"inv_1","status":"sent","amount":"1.00","currency":"eur "}');
  expect((await get()).currency).toBe('EUR');
});

test('fields the service does not know pass through as they are', async () => {
  const unknown =
    '"lines":[{"price":0.10,"count":2}],"tax":null,"vip":true,"note":"a \\u00e9","rate":12345678901234567.89';
  await plant(planted(unknown));
  // Numbers that would lose a digit come as text.
  const reported = {
    lines: [{ price: '0.10', count: 2 }],
    tax: null,
    vip: true,
    note: 'a é',
    rate: '12345678901234567.89',
  };
  expect(await get()).toEqual({ id: 'inv_1', status: 'sent', amount: '1.00', currency: 'EUR', ...reported });
});

test('a status of a newer backend passes through', async () => {
  await plant('{"id":"inv_1","status":"partially_paid","amount":"1.00","currency":"EUR"}');
  expect((await get()).status).toBe('partially_paid');
});

test.each([1_000, 100_000])('a field nested %i deep is reported as deep as anybody reads', async (depth) => {
  await plant(planted(`"x":${'['.repeat(depth)}${']'.repeat(depth)}`));
  expect((await get()).x).toEqual([[[[['… (nested deeper)']]]]]);
});

describe('JSON of another shape is CLIENT_ERROR, unreadable', () => {
  const unreadable = { code: 'CLIENT_ERROR', details: { reason: 'unreadable', http_status: 200 } };

  test.each([
    'null',
    'true',
    '42',
    '"text"',
    '[]',
    '{}',
    '{"id":"inv_1"}',
    '{"invoice":{"id":"inv_1"}}',
    '{"detail":""}',
  ])('get_invoice: %s', async (body) => {
    await plant(body);
    expect(await service.error('get_invoice', { id: 'inv_1' })).toMatchObject(unreadable);
  });

  test.each([
    '{"id":7,"status":"sent","amount":"1.00","currency":"EUR"}',
    '{"id":"inv_1","status":"sent","amount":null,"currency":"EUR"}',
    '{"id":"inv_1","status":"sent","amount":{"value":1},"currency":"EUR"}',
    '{"id":"inv_1","status":null,"amount":"1.00","currency":"EUR"}',
    '{"id":"inv_1","status":"sent","amount":"1.00"}',
    '{"id":"inv_1","status":"sent","amount":NaN,"currency":"EUR"}',
    '\ufeff<!doctype html>',
  ])('get_invoice: %s', async (body) => {
    await plant(body);
    expect(await service.error('get_invoice', { id: 'inv_1' })).toMatchObject(unreadable);
  });

  test.each(['{}', '{"items":[]}', '"text"', 'null', '[null]', '[[]]', '[{"id":"inv_1"}]', '[7]', '[{}', '[]]'])(
    'list_invoices: %s',
    async (body) => {
      await plant(body);
      expect(await service.error('list_invoices')).toMatchObject(unreadable);
    },
  );
});

describe('create_invoice', () => {
  const CREATE = { customer_name: 'Answers', amount: 120.5, currency: 'usd' };

  test('sends the status always: sent unless draft is asked for', async () => {
    for (const [args, status] of [
      [{}, 'sent'],
      [{ status: 'sent' }, 'sent'],
      [{ status: 'draft' }, 'draft'],
    ] as const) {
      const { invoice } = await service.data('create_invoice', { ...CREATE, ...args });
      expect(invoice).toMatchObject({ status, amount: '120.50', currency: 'USD' });
    }
  });

  test('fills in what is absent', async () => {
    const before = new Date().toISOString();
    const { invoice } = await service.data('create_invoice', CREATE);
    const { issued_at, number, ...rest } = invoice as { issued_at: string; number: string };
    expect(issued_at >= before && issued_at <= new Date().toISOString()).toBe(true);
    expect(number).toMatch(/^INV-\d{4}-\d{4}$/);
    expect(rest).toMatchObject({
      due_at: null,
      customer_email: null,
      customer_wallet: null,
      external_id: null,
      paid_at: null,
    });
  });

  test('makes one invoice of two calls with one external_id, and two without', async () => {
    const named = { ...CREATE, customer_name: 'Once', external_id: 'order-1' };
    const first = await service.data('create_invoice', named);
    const second = await service.data('create_invoice', { ...named, amount: 7 });
    expect(second.invoice).toMatchObject({ id: (first.invoice as { id: string }).id, amount: '7.00' });
    expect(await backend.invoicesOf('Once')).toHaveLength(1);

    for (const _ of [1, 2]) await service.data('create_invoice', { ...CREATE, customer_name: 'Twice' });
    expect(await backend.invoicesOf('Twice')).toHaveLength(2);
  });
});

test('mark_invoice_paid records what, when and how', async () => {
  const { invoice } = await service.data('create_invoice', { customer_name: 'Payer', amount: 10, currency: 'EUR' });
  const { id } = invoice as { id: string };
  const payment = { paid_at: '2026-01-31T10:00:00Z', amount_paid: 9.5, payment_reference: 'bank-1' };
  const paid = await service.data('mark_invoice_paid', { ...payment, id });
  const reported = { ...payment, id, status: 'paid', amount: '10.00', amount_paid: '9.50' };
  expect(paid.invoice).toMatchObject(reported);
  expect((await backend.api('GET', `/invoices/${id}`)).body).toMatchObject(reported);
});
