import { daysAfter, today } from '../../../src/invoices/day.js';
import { invoiceIn, onlyReads, errorCode, type Claims, type Stage } from './claim.js';

interface Row {
  readonly currency: string;
}

const currenciesOf = (rows: unknown): string[] => [...new Set((rows as Row[]).map(({ currency }) => currency))];

/** Long enough for all demo invoices. */
const YEAR = { from: daysAfter(today(), -400), to: today() };
/** Longer than the backend's own series knows, so that the server sums up itself. */
const QUARTER = { from: daysAfter(today(), -90), to: today(), interval: 'day' };

const paidToday = (id: string, amount: string): object => {
  const now = new Date().toISOString();
  return { id, status: 'paid', amount, currency: 'EUR', issued_at: now, paid_at: now };
};

/** A report of two invoices, of which one has an amount that is no number, from a backend that gives no figures. */
async function withUnreadableAmount({ tools, backend }: Stage, tool: string, args: object) {
  const rows = [paidToday('inv_1', '0.10'), paidToday('inv_2', 'on request')];
  await backend.fail(
    { kind: 'status', status: 200, path: '/v1/invoices/analytics', body: {}, times: 1 },
    { kind: 'status', status: 200, path: '/v1/invoices', body: rows, times: 1 },
  );
  const data = await tools.data(tool, args);
  await backend.fail();
  return data;
}

export const READING: Claims = {
  get_invoice: [
    [
      'Reads one invoice by its id, with its present status.',
      async (stage) => {
        const id = await invoiceIn(stage, 'overdue');
        expect((await stage.tools.data('get_invoice', { id })).invoice).toMatchObject({ id, status: 'overdue' });
      },
    ],
    ['Changes nothing.', onlyReads('get_invoice', { id: 'inv_0DEM0W1HS4RXYW47XVCBFZNBKC' })],
    [
      'Does not search: find the id with list_invoices.',
      async (stage) => {
        const { invoices } = await stage.tools.data('list_invoices', { search: 'INV-', limit: 1 });
        const [{ id, number }] = invoices as [{ id: string; number: string }];
        expect(await errorCode(stage, 'get_invoice', { id: number })).toBe('NOT_FOUND');
        expect((await stage.tools.data('get_invoice', { id })).invoice).toMatchObject({ number });
      },
    ],
  ],
  get_invoice_summary: [
    [
      'Totals per currency, aging of what is outstanding, and top customers, of invoices issued in a range.',
      async ({ tools }) => {
        const { totals, aging, top_customers } = await tools.data('get_invoice_summary', YEAR);
        for (const rows of [totals, aging, top_customers]) expect(currenciesOf(rows).length).toBeGreaterThan(1);
        const never = { from: '2001-01-01', to: '2001-12-31' };
        expect(await tools.data('get_invoice_summary', never)).toMatchObject({
          totals: [],
          aging: [],
          top_customers: [],
        });
      },
    ],
    ['Changes nothing.', onlyReads('get_invoice_summary', YEAR)],
    [
      'Does not add up different currencies.',
      async ({ tools }) => {
        const { totals } = await tools.data('get_invoice_summary', YEAR);
        expect(currenciesOf(totals)).toHaveLength((totals as Row[]).length);
      },
    ],
    [
      'When coverage.complete is false, the sums do not hold all invoices.',
      async (stage) => {
        const { totals, coverage } = await withUnreadableAmount(stage, 'get_invoice_summary', YEAR);
        expect(totals).toMatchObject([{ currency: 'EUR', invoiced: '0.10' }]);
        expect(coverage).toEqual({ invoices: 1, complete: false });
      },
    ],
  ],
  get_revenue_timeseries: [
    [
      'Money received by day, week or month, per currency, by date of payment.',
      async (stage) => {
        await invoiceIn(stage, 'paid', { issued_at: '2025-01-01' });
        for (const interval of ['day', 'week', 'month']) {
          const { points } = await stage.tools.data('get_revenue_timeseries', { interval });
          const { period } = (points as { period: string }[]).at(-1) ?? { period: '' };
          expect(today().startsWith(period.slice(0, 7)) || period >= daysAfter(today(), -6)).toBe(true);
          expect(currenciesOf(points)).toContain('EUR');
        }
      },
    ],
    ['Changes nothing.', onlyReads('get_revenue_timeseries', QUARTER)],
    [
      'Does not count what is only invoiced: see get_invoice_summary.',
      async (stage) => {
        const before = await stage.tools.data('get_revenue_timeseries', QUARTER);
        await invoiceIn(stage, 'sent', { amount: 99_999 });
        expect(await stage.tools.data('get_revenue_timeseries', QUARTER)).toEqual(before);
        const { totals } = await stage.tools.data('get_invoice_summary');
        const euros = (totals as { currency: string; invoiced: string }[]).find(({ currency }) => currency === 'EUR');
        expect(Number(euros?.invoiced)).toBeGreaterThanOrEqual(99_999);
      },
    ],
    [
      'When coverage.complete is false, payments may be missing.',
      async (stage) => {
        const { points, coverage } = await withUnreadableAmount(stage, 'get_revenue_timeseries', QUARTER);
        expect(points).toMatchObject([{ currency: 'EUR', revenue: '0.10' }]);
        expect(coverage).toEqual({ invoices: 1, complete: false });
        expect(await stage.tools.data('get_revenue_timeseries', QUARTER)).toMatchObject({
          coverage: { complete: true },
        });
      },
    ],
  ],
  list_invoices: [
    [
      'Lists or searches invoices; filters can be combined.',
      async (stage) => {
        const id = await invoiceIn(stage, 'draft', {
          customer_name: 'Combined Filters',
          customer_email: 'c@d.example',
        });
        await invoiceIn(stage, 'sent', { customer_name: 'Combined Filters' });
        const filter = { search: 'combined', status: 'draft', customer_email: 'c@d.example', issued_from: today() };
        const { invoices } = await stage.tools.data('list_invoices', filter);
        expect(invoices).toMatchObject([{ id }]);
        expect((await stage.tools.data('list_invoices')).invoices).toHaveLength(20);
      },
    ],
    ['Changes nothing.', onlyReads('list_invoices', {})],
    [
      'Does not add up amounts: use get_invoice_summary.',
      async ({ tools }) => {
        const { invoices: _rows, ...rest } = await tools.data('list_invoices');
        expect(Object.keys(rest).toSorted()).toEqual(['has_more', 'next_cursor', 'rows_scanned', 'scan_complete']);
      },
    ],
    [
      'While has_more is true, go on with next_cursor and the same filters, even after an empty page.',
      async (stage) => {
        const first = await stage.tools.data('list_invoices', { status: 'paid', limit: 1 });
        expect(first.has_more).toBe(true);
        const { next_cursor: cursor } = first;
        expect(await stage.tools.data('list_invoices', { status: 'paid', cursor })).toMatchObject({ has_more: true });
        expect(await errorCode(stage, 'list_invoices', { status: 'sent', cursor })).toBe('VALIDATION_ERROR');
      },
    ],
    [
      'Read all pages of a status before you change any of its invoices: those that leave it move the others up, past the ' +
        'next page.',
      async (stage) => {
        const search = 'Moving up';
        const ids: string[] = [];
        for (let index = 0; index < 6; index += 1) ids.push(await invoiceIn(stage, 'draft', { customer_name: search }));
        const newest = ids.toReversed();
        const filter = { search, status: 'draft', limit: 2 };
        const { next_cursor: cursor } = await stage.tools.data('list_invoices', filter);
        for (const id of newest.slice(0, 2)) await stage.tools.data('cancel_invoice', { id });
        const { invoices } = await stage.tools.data('list_invoices', { ...filter, cursor });
        // Two were skipped: this is what the advice is for.
        expect((invoices as { id: string }[]).map(({ id }) => id)).toEqual(newest.slice(4));
      },
    ],
  ],
};
