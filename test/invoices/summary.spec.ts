import { daysAfter, today } from '../../src/invoices/day.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

/** Sums of these go wrong in binary arithmetic. */
const AMOUNTS = ['0.1', '0.2', '0.000001', '9007199254740.93', '9007199254740.91', '1234567.891234'];

let report: string;

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));
/** The same invoices behind a backend whose reports are what a test says. */
const bare = use(async () =>
  startRawBackend(({ url = '', headers }, response) => {
    if (url.includes('/analytics/')) return response.end(report);
    const { origin } = new URL(backend.baseUrl);
    return void fetch(`${origin}${url}`, { headers: { authorization: headers.authorization ?? '' } }).then(
      async (backendResponse) => response.end(await backendResponse.text()),
    );
  }),
);
const summing = use(async () =>
  startToolCaller({ ...backend.variables, ...bare.variables, AGENTPAY_API_KEY: 'test_sandbox_acme' }),
);

beforeAll(async () => {
  for (const [index, amount] of AMOUNTS.entries()) {
    const body = { customer_name: 'Exact "Ltd"', amount: JSON.parse(amount) as number, currency: 'EUR' };
    const { body: invoice } = await backend.api('POST', '/invoices', {
      ...body,
      status: index === 0 ? 'draft' : 'sent',
    });
    if (index % 2) await backend.api('POST', `/invoices/${invoice.id as string}/mark-paid`, {});
  }
});

beforeEach(() => {
  report = '{}';
});

const EVER = { from: '2000-01-01', to: '2100-01-01' };
const METRICS = ['totals', 'aging', 'top_customers'] as const;

const own = async ({ from, to }: { from: string; to: string }): Promise<Record<string, unknown>> =>
  (await backend.api('GET', `/invoices/analytics/summary?from=${from}&to=${to}`)).body;

const metricsOf = (summary: Record<string, unknown>): unknown[] => METRICS.map((name) => summary[name]);

test('tells the last 30 days by default, as the backend has them, and what else it says', async () => {
  const range = { from: daysAfter(today(), -29), to: today() };
  const summary = await service.data('get_invoice_summary');
  const wanted = await own(range);
  expect(summary).toMatchObject({ ...range, coverage: null, backend: { counts: wanted.counts } });
  expect(metricsOf(summary)).toEqual(metricsOf(wanted));
  expect(summary.totals).not.toEqual([]);
});

test.each([[EVER], [{ from: daysAfter(today(), -100), to: today() }], [{ from: today(), to: today() }]])(
  'of %j that the backend gives no sums of are made of the invoices, to the last digit',
  async (range) => {
    const summary = await summing.data('get_invoice_summary', range);
    const wanted = await own(range);
    expect(metricsOf(summary)).toEqual(metricsOf(wanted));
    const { draft, canceled, ...issued } = wanted.counts as Record<string, number>;
    expect([draft, canceled]).toEqual([expect.any(Number), expect.any(Number)]);
    const invoices = Object.values(issued).reduce((sum, count) => sum + count, 0);
    expect(summary.coverage).toEqual({ invoices, complete: true });
  },
);

test.each([
  ['{"totals":{"EUR":"1"},"kpi":7}', { totals: { EUR: '1' }, kpi: 7 }],
  ['{"totals":[{"sum":"1"}],"aging":[],"top_customers":[]}', { totals: [{ sum: '1' }], aging: [], top_customers: [] }],
  ['[1,2]', { answer: [1, 2] }],
  ['{"dso":12.50}', { dso: '12.50' }],
])('takes the response %s, passes it on, and sums up itself', async (text, reported) => {
  report = text;
  const summary = await summing.data('get_invoice_summary', EVER);
  expect(summary.backend).toEqual(reported);
  expect(metricsOf(summary)).toEqual(metricsOf(await own(EVER)));
  expect(summary.coverage).not.toBeNull();
});

test('a backend that is talkative is told of, not repeated', async () => {
  report = JSON.stringify(Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`f${index}`, 'x'.repeat(900)])));
  const { backend: reported } = await summing.data('get_invoice_summary', EVER);
  expect(reported).toEqual({ omitted: expect.stringMatching(/^90 fields of \d+ characters$/) as string });
});

test('one that ends before it begins is rejected, and nothing is asked', async () => {
  bare.requests.splice(0);
  const error = await summing.error('get_invoice_summary', { from: '2026-02-01', to: '2026-01-31' });
  expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { fields: [{ field: 'to' }] } });
  expect(bare.requests).toEqual([]);
});

test.each(['2026-02-30', '2026-1-1', '01.02.2026', '2026-01-31T00:00:00Z', 'yesterday', 20260131])(
  'a range from %j is rejected with the form that is meant',
  async (from) => {
    const { details } = await summing.error('get_invoice_summary', { from });
    expect(details.fields).toEqual([
      { field: 'from', message: 'must be a day that exists, in UTC, such as 2026-01-31' },
    ]);
  },
);
