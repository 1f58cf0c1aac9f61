import { startRawBackend } from '../harness/raw-backend.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

type Row = Record<string, unknown>;

const invoice = (index: number, more: Row = {}): Row => ({
  id: `inv_${index}`,
  status: 'paid',
  amount: '0.10',
  currency: 'EUR',
  issued_at: '2026-01-15T00:00:00Z',
  paid_at: '2026-01-31T23:30:00-01:00',
  ...more,
});

let rows: Row[];
/** What happens to the invoices after each page that is read, of which this was the last. */
let meanwhile: (last: Row | undefined) => void = () => undefined;

const backend = use(async () =>
  startRawBackend(({ url = '' }, response) => {
    const query = new URL(url, 'http://localhost').searchParams;
    const offset = Number(query.get('offset'));
    const page = rows.slice(offset, offset + Number(query.get('limit')));
    response.end(url.includes('/analytics/') ? '{}' : JSON.stringify(page));
    meanwhile(page.at(-1));
  }),
);
const service = use(async () => startToolCaller(backend.variables));

const RANGE = { from: '2026-01-01', to: '2026-12-31' };
const summary = async () => service.data('get_invoice_summary', RANGE);
const revenue = async (interval: string, range: object = RANGE) =>
  service.data('get_revenue_timeseries', { interval, ...range });

test('more invoices than a report reads: the sums say that they do not hold all', async () => {
  rows = Array.from({ length: 5_001 }, (_, index) => invoice(index));
  expect(await summary()).toMatchObject({
    totals: [{ currency: 'EUR', invoiced: '500.00', paid: '500.00', outstanding: '0.00', overdue: '0.00' }],
    coverage: { invoices: 5_000, complete: false },
  });
  expect(await revenue('month')).toMatchObject({ coverage: { invoices: 5_000, complete: false } });
  rows.pop();
  expect(await summary()).toMatchObject({ coverage: { invoices: 5_000, complete: true } });
});

const arrive = (): void => {
  for (let more = 0; more < 3; more += 1) rows.unshift(invoice(10_000 + rows.length, { issued_at: '2027-01-01' }));
};

test.each<[string, typeof meanwhile]>([
  ['arrive', arrive],
  [
    'arrive, and the one that was read last is deleted',
    (last) => {
      rows = rows.filter((row) => row !== last);
      arrive();
    },
  ],
])('while invoices %s, a report leaves none out and counts none twice', async (_what, happens) => {
  rows = Array.from({ length: 1_600 }, (_, index) => invoice(index));
  meanwhile = happens;
  const { totals, coverage } = await summary();
  meanwhile = () => undefined;
  expect(totals).toMatchObject([{ currency: 'EUR', invoiced: '160.00' }]);
  expect(coverage).toEqual({ invoices: 1_600, complete: true });
});

test.each(['1e400', 'free', '', '1,5'])('an amount of %j is in no sum, and the sums say so', async (amount) => {
  rows = [invoice(1), invoice(2, { amount }), invoice(3, { amount: '-0.03' })];
  expect(await summary()).toMatchObject({
    totals: [{ currency: 'EUR', invoiced: '0.07' }],
    coverage: { invoices: 2, complete: false },
  });
});

test('amounts of two currencies are never added up, and padded codes are the same', async () => {
  rows = [invoice(1), invoice(2, { currency: 'USD' }), invoice(3, { currency: 'EUR ' })];
  expect(await summary()).toMatchObject({
    totals: [
      { currency: 'EUR', invoiced: '0.20' },
      { currency: 'USD', invoiced: '0.10' },
    ],
    top_customers: [
      { currency: 'EUR', total: '0.20', invoice_count: 2 },
      { currency: 'USD', total: '0.10', invoice_count: 1 },
    ],
  });
});

test('more currencies than a report has room for: the sums say that they do not hold all', async () => {
  rows = Array.from({ length: 300 }, (_, index) => invoice(index, { currency: `C${1000 + index}` }));
  const { totals, coverage } = await summary();
  expect((totals as unknown[]).length).toBeLessThanOrEqual(20);
  expect(coverage).toEqual({ invoices: 20, complete: false });
});

test('customers are ranked by currency, the best five of each, by what was invoiced and not by how it is written', async () => {
  const amounts = ['9.9', '10', '100.00', '11', '99', '1', '12'];
  rows = ['EUR', 'USD'].flatMap((currency, place) =>
    amounts.map((amount, index) => invoice(place * 100 + index, { currency, amount, customer_name: `of ${amount}` })),
  );
  const { top_customers } = await summary();
  const best = ['100.00', '99', '12', '11', '10'].map((amount) => `of ${amount}`);
  const reported = top_customers as { currency: string; customer_name: string }[];
  for (const currency of ['EUR', 'USD'])
    expect(reported.filter((row) => row.currency === currency).map((row) => row.customer_name)).toEqual(best);
});

test('a name too long for a report says how much is missing', async () => {
  rows = [invoice(1, { customer_name: 'n'.repeat(1_000) })];
  const name = `${'n'.repeat(200)}… (800 more characters)`;
  expect(await summary()).toMatchObject({ top_customers: [{ customer_name: name }] });
});

test.each([
  [undefined, 'not_due'],
  [-1, 'not_due'],
  [1, 'days_1_30'],
  [30 * 1_440 - 1, 'days_1_30'],
  [30 * 1_440 + 1, 'days_31_60'],
  [60 * 1_440 - 1, 'days_31_60'],
  [60 * 1_440 + 1, 'days_61_90'],
  [90 * 1_440 - 1, 'days_61_90'],
  [90 * 1_440 + 1, 'days_over_90'],
])('what is due since %s minutes is outstanding as %s', async (minutes, age) => {
  const due_at = minutes === undefined ? null : new Date(Date.now() - minutes * 60_000).toISOString();
  rows = [invoice(1, { status: due_at === null || Number(minutes) < 0 ? 'sent' : 'overdue', due_at })];
  const ages = { not_due: '0.00', days_1_30: '0.00', days_31_60: '0.00', days_61_90: '0.00', days_over_90: '0.00' };
  expect((await summary()).aging).toEqual([{ currency: 'EUR', ...ages, [age]: '0.10' }]);
});

test.each([
  ['day', '2026-02-01'],
  ['week', '2026-01-26'],
  ['month', '2026-02'],
])('a payment lies in the %s of its instant in UTC, %s', async (interval, period) => {
  rows = [invoice(1), invoice(2, { status: 'sent' }), invoice(3, { amount_paid: '0.07' })];
  const range = { from: '2026-01-20', to: '2026-03-01' };
  expect(await revenue(interval, range)).toEqual({
    ...range,
    interval,
    points: [{ period, currency: 'EUR', revenue: '0.17' }],
    coverage: { invoices: 2, complete: true },
    backend: {},
  });
});

test.each([
  [{ interval: 'day', from: '2026-01-01', to: '2026-12-31' }, 'at most 92 days'],
  [{ interval: 'month', from: '1990-01-01', to: '2026-12-31' }, 'longer interval'],
])('a series as long as %j is rejected with what would be short enough', async (args, remedy) => {
  backend.requests.splice(0);
  const error = await service.error('get_revenue_timeseries', args);
  expect(error.code).toBe('VALIDATION_ERROR');
  expect(error.message).toContain(remedy);
  expect(backend.requests).toEqual([]);
});

test('a series of more points than a response can hold is rejected with what would be short enough', async () => {
  rows = Array.from({ length: 400 }, (_, index) =>
    invoice(index, { currency: `C${1000 + index}`, paid_at: '2026-01-31T10:00:00Z' }),
  );
  const error = await service.error('get_revenue_timeseries', { ...RANGE, interval: 'month' });
  expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { fields: [{ field: 'from' }] } });
  expect(error.message).toContain('longer interval or a shorter range');
});
