import { startRawBackend } from '../harness/raw-backend.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';
import { HOSTILE, hostileInvoice, INVISIBLE, ORDER, textsOf } from './hostile-text.js';

let respond: (url: string) => [status: number, body: unknown];

const backend = use(async () =>
  startRawBackend(({ url = '' }, response) => {
    const [status, body] = respond(url);
    response.statusCode = status;
    response.end(JSON.stringify(body));
  }),
);
const service = use(async () =>
  startToolCaller({ ...backend.variables, ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_CONFIRM: 'off' }),
);

const NEW = { customer_name: 'A', amount: 1, currency: 'EUR' };
const CALLS: [tool: string, args: object][] = [
  ['cancel_invoice', { id: 'inv_1' }],
  ['create_invoice', NEW],
  ['delete_invoice', { id: 'inv_1' }],
  ['get_invoice', { id: 'inv_1' }],
  ['get_invoice_summary', {}],
  ['get_revenue_timeseries', {}],
  ['list_invoices', { fields: ['all'] }],
  ['mark_invoice_paid', { id: 'inv_1' }],
];

/** What is wrong with a response, in words; and its texts. */
async function look(tool: string, args: object): Promise<{ faults: string[]; texts: string[] }> {
  // The checks of every response hold the text against the structure: what broke out of its quotes would show there.
  const { data, error } = await service.call(tool, args);
  const texts = textsOf(data ?? error);
  const faults = texts.filter((text) => INVISIBLE.test(text) || text.length > 2_100);
  const sentence = error?.message.replaceAll(/"[^"]*"/g, '""') ?? '';
  return { faults: sentence.includes('IGNORE') ? [...faults, sentence] : faults, texts };
}

/** What is wrong with the responses of every tool. */
async function problemsOfAll(more: object = {}): Promise<string[]> {
  const faults: string[] = [];
  for (const [tool, args] of CALLS) {
    const given = tool === 'mark_invoice_paid' ? { ...args, ...more } : args;
    faults.push(...(await look(tool, given)).faults);
  }
  return faults;
}

const METRICS = [{ currency: HOSTILE, period: HOSTILE, sum: HOSTILE, [HOSTILE]: HOSTILE }];
/** All that this server looks for in a report, so that it passes the figures on. */
const REPORT = {
  kpi: HOSTILE,
  totals: METRICS,
  aging: METRICS,
  top_customers: METRICS,
  granularity: 'month',
  points: METRICS,
};

test.each(CALLS)('%s %j tells planted orders as data, and nothing that is not to be seen', async (tool, args) => {
  respond = (url) => {
    if (url.includes('/analytics/')) return [200, REPORT];
    if (url.startsWith('/v1/invoices?')) return [200, [hostileInvoice()]];
    if (tool === 'delete_invoice') return [200, hostileInvoice({ status: 'draft' })];
    return [200, hostileInvoice()];
  };
  const { faults, texts } = await look(tool, args);
  expect(faults).toEqual([]);
  // The draft is still there after its deletion, and that error tells nothing of the backend.
  expect(texts.join('\n').includes(ORDER)).toBe(tool !== 'delete_invoice');
});

test.each(CALLS)('%s tells planted orders in figures that this server made as data', async (tool, args) => {
  const paid = { status: 'paid', paid_at: new Date().toISOString(), issued_at: new Date().toISOString() };
  respond = (url) =>
    url.includes('/analytics/')
      ? [200, {}]
      : [200, url.startsWith('/v1/invoices?') ? [hostileInvoice(paid)] : hostileInvoice(paid)];
  expect((await look(tool, args)).faults).toEqual([]);
});

describe.each([400, 403, 404, 409, 422, 429, 418, 500, 503, 307])('an error %i', (status) => {
  test.each([
    ['a sentence', { detail: HOSTILE }],
    ['faults of fields', { detail: [{ loc: ['body', HOSTILE], msg: HOSTILE, type: HOSTILE }] }],
    ['fields of another kind', { error: HOSTILE, message: HOSTILE, [HOSTILE]: HOSTILE }],
    ['no JSON', HOSTILE],
  ])('with orders as %s tells them in quotes or not at all', async (_what, body) => {
    respond = () => [status, body];
    expect(await problemsOfAll()).toEqual([]);
  });
});

test.each([
  ['a status', { status: HOSTILE }],
  ['an amount', { amount: HOSTILE }],
  ['a payment', { status: 'paid', payment_reference: HOSTILE, amount_paid: HOSTILE }],
])('%s of hostile text reaches no sentence of ours', async (_what, more) => {
  respond = (url) => [200, url.startsWith('/v1/invoices?') ? [hostileInvoice(more)] : hostileInvoice(more)];
  expect(await problemsOfAll({ payment_reference: 'bank-1' })).toEqual([]);
});

test.each([
  ['Zoë Ångström & Söhne — “Ltd”', 'Zoë Ångström & Söhne — “Ltd”'],
  ['株式会社サンプル', '株式会社サンプル'],
  ['Love ❤️ Bakery 🧾', 'Love ❤️ Bakery 🧾'],
  ['שלום', 'שלום'],
  ['two\r\n  lines', 'two   lines'],
  ['A\u200bc\u00adme', 'Acme'],
])('the name %j stays %j', async (given, reported) => {
  respond = () => [200, hostileInvoice({ customer_name: given })];
  const { invoice: read } = await service.data('get_invoice', { id: 'inv_1' });
  expect((read as { customer_name: string }).customer_name).toBe(reported);
});

test('a payment that was recorded with a reference of invisible characters is recognised', async () => {
  respond = () => [200, hostileInvoice({ status: 'paid', payment_reference: 'bank\u200b-1' })];
  const { already_paid } = await service.data('mark_invoice_paid', { id: 'inv_1', payment_reference: 'bank\u200b-1' });
  expect(already_paid).toBe(true);
});

test.each(['cancel_invoice', 'delete_invoice', 'get_invoice', 'mark_invoice_paid'])(
  'an id of hostile text, handed back to %s, stands in quotes',
  async (tool) => {
    for (const status of [200, 404, 409, 500]) {
      respond = () => [status, hostileInvoice({ status: 'canceled' })];
      expect((await look(tool, { id: `inv_1" ${ORDER}\u200b "` })).faults).toEqual([]);
    }
  },
);
