import { startFaultProxy } from '../harness/fault-proxy.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { startAskingApp, YES, type AskingApp, type CallOptions } from './confirming-app.js';

const UNABLE: CallOptions = { capabilities: {} };

let app: AskingApp | undefined;

const backend = use(startBackend);

afterEach(async () => {
  await app?.close();
  app = undefined;
});

const start = async (variables: Record<string, string>): Promise<AskingApp> =>
  (app = await startAskingApp({ ...backend.variables, ...variables }));

async function invoice(amount: number, currency = 'EUR'): Promise<string> {
  const body = { customer_name: 'Policy Customer', amount, currency, status: 'sent' };
  return (await backend.api('POST', '/invoices', body)).body.id as string;
}

const statusOf = async (id: string) => (await backend.api('GET', `/invoices/${id}`)).body.status;

/** Whether a person is asked before the payment of a new invoice. */
async function isAsked(amount: number, currency = 'EUR', more: object = {}): Promise<boolean> {
  const { message, response } = await (app as AskingApp).call('mark_invoice_paid', {
    id: await invoice(amount, currency),
    ...more,
  });
  expect(response?.ok ?? true).toBe(true);
  return message !== undefined;
}

const NEW = { customer_name: 'New Customer', amount: 10, currency: 'EUR', customer_email: 'new@example.com' };

describe('ORVION_MCP_CONFIRM', () => {
  test('off asks nobody', async () => {
    await start({ ORVION_MCP_CONFIRM: 'off', ORVION_MCP_CONFIRM_AMOUNT: '1' });
    expect(await isAsked(1_000_000)).toBe(false);
  });

  test('left out asks nobody about payments unless there is an amount', async () => {
    await start({});
    expect(await isAsked(1_000_000)).toBe(false);
    expect((await (app as AskingApp).call('create_invoice', NEW)).response?.ok).toBe(true);
  });

  test('left out costs a payment no request to the backend', async () => {
    await start({});
    const id = await invoice(10);
    await backend.fail();
    await (app as AskingApp).call('mark_invoice_paid', { id });
    // The tool itself reads before it writes.
    expect((await backend.seen()).received).toBe(2);
  });

  test('writes asks about every payment, and about a new invoice with all that will be sent', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM: 'writes', ORVION_MCP_CONFIRM_AMOUNT: '1000000' });
    expect(await isAsked(0.01)).toBe(true);
    await backend.fail();
    const args = { ...NEW, external_id: 'order-7', due_at: '2099-01-31T00:00:00Z' };
    const { message, state } = await call('create_invoice', args);
    expect(message?.split('\n')).toEqual([
      'Create this invoice?',
      '',
      'Amount: 10 EUR',
      'Customer: "New Customer", "new@example.com"',
      'It is sent to the customer at once.',
      'Due: 2099-01-31T00:00:00Z',
      'An invoice with the reference "order-7" is changed instead.',
    ]);
    expect((await backend.seen()).received).toBe(0);
    const { response } = await call('create_invoice', args, { state, responses: YES });
    expect(response?.data?.invoice).toMatchObject({ customer_name: 'New Customer', amount: '10.00' });
    expect((await call('create_invoice', { ...NEW, status: 'draft' })).message).toContain('saved as a draft');
  });

  test('writes asks nobody about reading', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM: 'writes' });
    expect((await call('list_invoices', { limit: 1 })).response?.ok).toBe(true);
  });
});

describe('ORVION_MCP_CONFIRM_AMOUNT', () => {
  test('is compared exactly, and the amount itself is not above it', async () => {
    await start({ ORVION_MCP_CONFIRM_AMOUNT: '0.3' });
    // 0.1 + 0.2 in binary floating point is above 0.3.
    expect(await isAsked(0.3)).toBe(false);
    expect(await isAsked(0.300001, 'USDC')).toBe(true);
    expect(await isAsked(0.29)).toBe(false);
  });

  test('is an amount of each currency, and one that has none is asked about', async () => {
    await start({ ORVION_MCP_CONFIRM_AMOUNT: 'EUR:1000,SAT:5000000' });
    expect(await isAsked(1000, 'EUR')).toBe(false);
    expect(await isAsked(1001, 'EUR')).toBe(true);
    expect(await isAsked(1001, 'SAT')).toBe(false);
    expect(await isAsked(0.01, 'USD')).toBe(true);
  });

  test('has one for the other currencies', async () => {
    await start({ ORVION_MCP_CONFIRM_AMOUNT: 'EUR:1000,50' });
    expect(await isAsked(51, 'EUR')).toBe(false);
    expect(await isAsked(50, 'USD')).toBe(false);
    expect(await isAsked(51, 'USD')).toBe(true);
  });

  test('cannot be passed under by paying a little of a large invoice, or much of a small one', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    expect(await isAsked(5000, 'EUR', { amount_paid: 1 })).toBe(true);
    expect(await isAsked(5, 'EUR', { amount_paid: 5000 })).toBe(true);
    const { message } = await call('mark_invoice_paid', { id: await invoice(5000), amount_paid: 1.5 });
    expect(message).toMatch(/^Paid: 1\.5 EUR, which is not the amount of the invoice$/m);
  });

  test('asks about an amount that is no number of ours', async () => {
    await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    const id = await invoice(5);
    await backend.fail({
      kind: 'status',
      status: 200,
      method: 'GET',
      times: 1,
      body: { id, status: 'sent', amount: '5e0\nAmount: 1.00 EUR', currency: 'EUR' },
    });
    const { message } = await (app as AskingApp).call('mark_invoice_paid', { id });
    expect(message).toMatch(/^Amount: "5e0 Amount: 1.00 EUR" EUR$/m);
  });
});

describe('what was confirmed is what happens', () => {
  test('the amount of the question is sent, not whatever the invoice says by then', async () => {
    const proxy = await startFaultProxy(backend.baseUrl);
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000', AGENTPAY_API_BASE_URL: proxy.baseUrl });
    const id = await invoice(2000.5);
    const { state } = await call('mark_invoice_paid', { id });
    const { response } = await call('mark_invoice_paid', { id }, { state, responses: YES });
    await proxy.close();
    expect(response?.data?.invoice).toMatchObject({ amount: '2000.50', amount_paid: '2000.50' });
    const sent = proxy.passed.filter(({ method }) => method === 'POST');
    expect(sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ amount_paid: 2000.5 }]);
  });

  test.each([
    ['its customer', { customer_name: 'Another Customer' }],
    ['its amount', { amount: 2001 }],
    ['its currency', { currency: 'USD' }],
  ])('an invoice of which %s has changed is asked about anew', async (_what, change) => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    const body = { customer_name: 'Policy Customer', amount: 2000, currency: 'EUR', status: 'sent' };
    const external_id = `changed ${JSON.stringify(change)}`;
    const id = (await backend.api('POST', '/invoices', { ...body, external_id })).body.id as string;
    const first = await call('mark_invoice_paid', { id });
    await backend.api('POST', '/invoices', { ...body, external_id, ...change });
    const second = await call('mark_invoice_paid', { id }, { state: first.state, responses: YES });
    expect(second.message).toMatch(/^What you were asked about has changed in the meantime, and nothing was done\./);
    expect(await statusOf(id)).toBe('sent');
    const third = await call('mark_invoice_paid', { id }, { state: second.state, responses: YES });
    expect(third.response?.ok).toBe(true);
  });

  test('an invoice that was canceled meanwhile is not paid', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    const id = await invoice(2000);
    const { state } = await call('mark_invoice_paid', { id });
    await backend.api('POST', `/invoices/${id}/cancel`);
    const { response } = await call('mark_invoice_paid', { id }, { state, responses: YES });
    expect(response?.error?.code).toBe('INVALID_STATUS');
    expect(await statusOf(id)).toBe('canceled');
  });
});

describe('ORVION_MCP_CONFIRM_FALLBACK', () => {
  test('left out refuses over HTTP, and only what a person would have to confirm', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    const [large, small] = [await invoice(2000), await invoice(20)];
    const { response } = await call('mark_invoice_paid', { id: large }, UNABLE);
    expect(response?.error).toMatchObject({ code: 'UNAUTHORIZED', details: { reason: 'confirmation_unavailable' } });
    expect(await statusOf(large)).toBe('sent');
    expect((await call('mark_invoice_paid', { id: small }, UNABLE)).response?.ok).toBe(true);
  });

  test.each([
    ['a client that names no capability', {}],
    ['a client that opens pages only', { elicitation: { url: {} } }],
    ['a client that samples', { sampling: {} }],
  ])('refuse takes %s for one that cannot ask', async (_what, capabilities) => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000', ORVION_MCP_CONFIRM_FALLBACK: 'refuse' });
    const { response } = await call('mark_invoice_paid', { id: await invoice(2000) }, { capabilities });
    expect(response?.error?.details.reason).toBe('confirmation_unavailable');
  });

  test.each([{ elicitation: {} }, { elicitation: { form: {} } }, { elicitation: { form: {}, url: {} } }])(
    'a client with %j is asked, whatever the fallback',
    async (capabilities) => {
      const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000', ORVION_MCP_CONFIRM_FALLBACK: 'allow' });
      const { message } = await call('mark_invoice_paid', { id: await invoice(2000) }, { capabilities });
      expect(message).toBeDefined();
    },
  );

  test('allow goes on without a person', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000', ORVION_MCP_CONFIRM_FALLBACK: 'allow' });
    for (const isModern of [true, false]) {
      const id = await invoice(2000);
      expect((await call('mark_invoice_paid', { id }, { ...UNABLE, isModern })).response?.ok).toBe(true);
      expect(await statusOf(id)).toBe('paid');
    }
  });

  test('a reply in a request of before 2026-07-28 is no reply', async () => {
    const { call } = await start({ ORVION_MCP_CONFIRM_AMOUNT: '1000' });
    const id = await invoice(2000);
    const { state } = await call('mark_invoice_paid', { id });
    const { response } = await call('mark_invoice_paid', { id }, { state, responses: YES, isModern: false });
    expect(response?.error?.details.reason).toBe('confirmation_unavailable');
    expect(await statusOf(id)).toBe('sent');
  });
});
