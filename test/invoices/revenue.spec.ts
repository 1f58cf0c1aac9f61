import { daysAfter, today } from '../../src/invoices/day.js';
import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';

interface Point {
  readonly period: string;
  readonly currency: string;
  readonly revenue: string;
}

const backend = use(startBackend);
const service = use(async () => startToolCaller(backend.variables));

test('months are as the backend has them', async () => {
  const series = await service.data('get_revenue_timeseries');
  const { from, to } = series as { from: string; to: string };
  const { body } = await backend.api('GET', `/invoices/analytics/revenue-timeseries?from=${from}&to=${to}`);
  expect(series).toEqual({ from, to, interval: 'month', points: body.points, coverage: null, backend: {} });
  expect((body.points as Point[]).length).toBeGreaterThan(12);
});

/** Exact sum of cents by currency. */
function centsOf(points: readonly Point[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { currency, revenue } of points)
    sums[currency] = (sums[currency] ?? 0n) + BigInt(revenue.replace('.', ''));
  return sums;
}

test('days and weeks, which the backend does not have, add up to its months', async () => {
  const range = { from: daysAfter(today(), -83), to: today() };
  const read = async (interval: string) => service.data('get_revenue_timeseries', { ...range, interval });
  const series = [await read('day'), await read('week'), await read('month')];
  const complete = { invoices: expect.any(Number) as number, complete: true };
  expect(series.map(({ coverage }) => coverage)).toEqual([complete, complete, null]);
  const sums = series.map(({ points }) => centsOf(points as Point[]));
  expect(Object.keys(sums[2] ?? {}).length).toBeGreaterThan(1);
  expect(sums[0]).toEqual(sums[2]);
  expect(sums[1]).toEqual(sums[2]);
});

test.each([
  ['day', 30],
  ['week', 91],
  ['month', 365],
])(
  'by %s the last %i days are told unless a range is given, and the other end of a half one',
  async (interval, days) => {
    const rangeOf = async (given: object): Promise<unknown[]> => {
      const { from, to } = await service.data('get_revenue_timeseries', { interval, ...given });
      return [from, to];
    };
    expect(await rangeOf({})).toEqual([daysAfter(today(), 1 - days), today()]);
    expect(await rangeOf({ to: '2026-01-31' })).toEqual([daysAfter('2026-01-31', 1 - days), '2026-01-31']);
    expect(await rangeOf({ from: today() })).toEqual([today(), today()]);
  },
);
