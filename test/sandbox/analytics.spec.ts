import { errorPlaces } from '../harness/api-errors.js';
import type { Invoice } from '../harness/invoices-client.js';
import { useSandbox } from './use-sandbox.js';

const { acme } = useSandbox();

type Paid = Invoice & { readonly amount_paid: string | null };
type Sums = readonly ({ readonly currency: string } & Readonly<Record<string, string>>)[];
interface Summary {
  readonly counts: Readonly<Record<Invoice['status'], number>>;
  readonly totals: Sums;
  readonly aging: Sums;
  readonly top_customers: readonly { customer_name: string; currency: string; total: string; invoice_count: number }[];
}
interface Revenue {
  readonly granularity: string;
  readonly points: readonly { period: string; currency: string; revenue: string }[];
}

const AMOUNTS = ['0.1', '0.2', '0.000001', '9007199254740.93', '9007199254740.91', '1234567.891234'];
let invoices: readonly Paid[];

beforeAll(async () => {
  // Sums of these go wrong in binary arithmetic.
  for (const amount of AMOUNTS) {
    const { id } = await acme.create({ amount, status: 'sent', customer_name: 'Exact Ltd', issued_at: '2025-06-15' });
    if (amount !== '0.2') await acme.markPaid(id, { paid_at: '2025-06-30T23:59:59Z' });
  }
  const { id } = await acme.create({ amount: 10, currency: 'USD', status: 'sent', issued_at: '2025-06-01' });
  await acme.markPaid(id, { paid_at: '2025-07-01T00:00:00Z', amount_paid: 9.5 });
  invoices = (await acme.list({ limit: 1000 })) as Paid[];
});

const summary = async (query = ''): Promise<Summary> =>
  (await acme.call<Summary>('GET', `/invoices/analytics/summary${query}`)).body;
const revenue = async (query = ''): Promise<Revenue> =>
  (await acme.call<Revenue>('GET', `/invoices/analytics/revenue-timeseries${query}`)).body;

function millionths(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(6, '0'));
}

/** Exact sum, worked out on whole millionths. */
function sum(amounts: readonly string[]): string {
  const text = String(amounts.map(millionths).reduce((a, b) => a + b, 0n)).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/0{1,4}$/, '');
}

const currencies = (list: readonly Invoice[]): string[] =>
  [...new Set(list.map(({ currency }) => currency))].toSorted();
const isOpen = ({ status }: Invoice): boolean => status === 'sent' || status === 'overdue';
const amounts = (list: readonly Invoice[]): string[] => list.map(({ amount }) => amount);
const received = (list: readonly Paid[]): string[] => list.map(({ amount, amount_paid }) => amount_paid ?? amount);

test('the summary counts every status and sums each currency exactly', async () => {
  const { counts, totals } = await summary();
  for (const [status, count] of Object.entries(counts)) {
    expect({ status, count }).toEqual({
      status,
      count: invoices.filter((invoice) => invoice.status === status).length,
    });
  }
  const issued = invoices.filter((invoice) => isOpen(invoice) || invoice.status === 'paid');
  expect(totals).toEqual(
    currencies(issued).map((currency) => {
      const own = issued.filter((invoice) => invoice.currency === currency);
      return {
        currency,
        invoiced: sum(amounts(own)),
        paid: sum(received(own.filter(({ status }) => status === 'paid'))),
        outstanding: sum(amounts(own.filter(isOpen))),
        overdue: sum(amounts(own.filter(({ status }) => status === 'overdue'))),
      };
    }),
  );
});

test('the ages of what is open add up to what is outstanding', async () => {
  await acme.create({ amount: '3.25', status: 'sent', due_at: new Date(Date.now() - 45 * 86_400_000).toISOString() });
  const { aging, totals } = await summary();
  const outstanding = new Map(totals.map((row) => [row.currency, row['outstanding']]));
  for (const { currency, ...ages } of aging) {
    expect(Object.keys(ages)).toEqual(['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90']);
    expect(sum(Object.values(ages))).toBe(outstanding.get(currency));
  }
  expect(aging.find(({ currency }) => currency === 'EUR')?.['days_31_60']).toBe('3.25');
});

test('the top customers are ranked within a currency, at most five', async () => {
  const { top_customers: top } = await summary();
  for (const currency of new Set(top.map((row) => row.currency))) {
    const own = top.filter((row) => row.currency === currency);
    expect(own.length).toBeLessThanOrEqual(5);
    const totals = own.map(({ total }) => millionths(total));
    expect(totals).toEqual(totals.toSorted((a, b) => (a > b ? -1 : 1)));
  }
  const exact = invoices.filter(({ customer_name }) => customer_name === 'Exact Ltd');
  const expected = { customer_name: 'Exact Ltd', currency: 'EUR', invoice_count: exact.length };
  expect(top).toContainEqual({ ...expected, total: sum(amounts(exact)) });
});

test('the range of the summary takes in both its days, by date of issue', async () => {
  const query = '?from=2025-06-01&to=2025-06-15';
  const inRange = invoices.filter(({ issued_at }) => issued_at >= '2025-06-01' && issued_at < '2025-06-16');
  const { counts } = await summary(query);
  expect(inRange.length).toBeGreaterThan(AMOUNTS.length);
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(inRange.length);
});

test('revenue is what was received, by month of payment in UTC, each currency by itself', async () => {
  const { granularity, points } = await revenue();
  const paid = invoices.filter(({ paid_at }) => paid_at !== null);
  const months = [...new Set(paid.map(({ paid_at }) => paid_at?.slice(0, 7) ?? ''))].toSorted();
  expect(granularity).toBe('month');
  expect(points).toEqual(
    months.flatMap((period) => {
      const own = paid.filter(({ paid_at }) => paid_at?.startsWith(period));
      return currencies(own).map((currency) => ({
        period,
        currency,
        revenue: sum(received(own.filter((invoice) => invoice.currency === currency))),
      }));
    }),
  );
});

test('the range of the revenue is by date of payment', async () => {
  const june = await revenue('?from=2025-06-30&to=2025-06-30');
  expect(june.points).toContainEqual({
    period: '2025-06',
    currency: 'EUR',
    revenue: sum(AMOUNTS.filter((amount) => amount !== '0.2')),
  });
  const july = await revenue('?from=2025-07-01&to=2025-07-01');
  expect(july.points).toContainEqual({ period: '2025-07', currency: 'USD', revenue: '9.50' });
});

test.each(['summary', 'revenue-timeseries'])('a range of %s that ends before it begins is rejected', async (report) => {
  const path = `/invoices/analytics/${report}?from=2025-02-01&to=2025-01-01`;
  expect(errorPlaces(await acme.call('GET', path))).toEqual(['query.to']);
});
