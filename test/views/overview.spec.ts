import { seen, writtenMoney, writtenStatus } from './expected.js';
import { viewService, type Row, type Viewed, type ViewedService } from './viewed-service.js';

jest.setTimeout(60_000);

const RANGE = { from: '2026-01-01', to: '2026-10-31' };

let service: ViewedService;
let viewed: Viewed;
beforeAll(async () => (service = await viewService()));
afterAll(async () => service.close());
afterEach(async () => viewed.page.close());

const cents = (amount: string | null | undefined): bigint => BigInt(String(amount).replace('.', ''));
const decimal = (sum: bigint): string =>
  String(sum)
    .padStart(3, '0')
    .replace(/(\d\d)$/, '.$1');
const sumOf = (rows: readonly Row[], field: 'amount' | 'amount_paid' = 'amount'): string =>
  decimal(rows.reduce((sum, row) => sum + cents(row[field]), 0n));

/** Invoices that count in reports. */
const issued = (currency: string): readonly Row[] =>
  service
    .rows(`currency = '${currency}' AND status NOT IN ('draft', 'canceled')`)
    .filter(({ issued_at }) => String(issued_at) >= RANGE.from && String(issued_at) < `${RANGE.to}T99`);

const inStatus = (rows: readonly Row[], status: string): readonly Row[] =>
  rows.filter((row) => writtenStatus(row) === status);

test.each(['EUR', 'USD', 'SAT'])('the totals in %s are the sums of the database', async (currency) => {
  viewed = await service.open('get_invoice_summary', RANGE);
  const rows = issued(currency);
  const open = [...inStatus(rows, 'Sent'), ...inStatus(rows, 'Overdue')];
  const card = seen(await viewed.view.locator('.total', { hasText: `${currency} invoiced` }).innerText());
  const money = (sum: string): string => writtenMoney(sum, currency);
  expect(card).toBe(
    `${currency} invoiced ${money(sumOf(rows))} Paid ${money(sumOf(inStatus(rows, 'Paid'), 'amount_paid'))} ` +
      `Outstanding ${money(sumOf(open))} Overdue ${money(sumOf(inStatus(rows, 'Overdue')))}`,
  );
});

test('a currency is chosen by keyboard, and all below is about it: ages, customers, revenue', async () => {
  viewed = await service.open('get_invoice_summary', RANGE);
  const { view, page } = viewed;
  await view.getByRole('radio', { name: /^EUR/ }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await view.getByRole('radio', { name: /^SAT/ }).isChecked()).toBe(true);
  const rows = issued('SAT');
  const late = inStatus(rows, 'Overdue');
  expect(late.length).toBeGreaterThan(0);
  const aging = seen(await view.locator('.bars').innerText());
  expect(aging).toContain(`1–30 days ${writtenMoney(sumOf(late), 'SAT')}`);
  const names = [...new Set(rows.map(({ customer_name }) => customer_name))];
  const totals = names
    .map((name) => ({ name, theirs: rows.filter(({ customer_name }) => customer_name === name) }))
    .map(({ name, theirs }) => ({ name, sum: sumOf(theirs), count: theirs.length }))
    .toSorted((a, b) => (cents(a.sum) < cents(b.sum) ? 1 : -1));
  const listed = (await view.locator('.customers li').allInnerTexts()).map(seen);
  expect(listed).toEqual(totals.map(({ name, sum, count }) => `${name} ${count} invoices ${writtenMoney(sum, 'SAT')}`));
});

test.each([
  ['get_revenue_timeseries', { ...RANGE, interval: 'month' }],
  ['get_invoice_summary', RANGE],
])(
  '%s shows revenue by month as the payments of the database have it, with months that have none',
  async (tool, args) => {
    viewed = await service.open(tool, args);
    const { view } = viewed;
    await view.getByText('As a table').click();
    const paid = service.rows("currency = 'EUR' AND status = 'paid'");
    const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];
    const expected = months.map((month) => {
      const sum = sumOf(
        paid.filter(({ paid_at }) => paid_at?.startsWith(`2026-${month}`)),
        'amount_paid',
      );
      return writtenMoney(sum, 'EUR');
    });
    expect((await view.locator('details td').allInnerTexts()).map(seen)).toEqual(expected);
    expect(await view.locator('.columns .column').count()).toBe(months.length);
    expect(await view.locator('.total').count()).toBe(3);
    expect(await view.locator('.customers li').count()).toBeGreaterThan(1);
  },
);

test('bars are as long as their numbers say', async () => {
  viewed = await service.open('get_revenue_timeseries', { ...RANGE, interval: 'month' });
  const heights = await viewed.view
    .locator('.columns .column')
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('height')));
  const paid = service.rows("currency = 'EUR' AND status = 'paid'");
  const sums = heights.map((_height, month) => {
    const name = `2026-${String(month + 1).padStart(2, '0')}`;
    return Number(
      sumOf(
        paid.filter(({ paid_at }) => paid_at?.startsWith(name)),
        'amount_paid',
      ),
    );
  });
  const most = Math.max(...sums);
  for (const [at, height] of heights.entries())
    expect(Math.abs(Number.parseFloat(String(height)) - (sums[at]! / most) * 100)).toBeLessThan(0.2);
});
