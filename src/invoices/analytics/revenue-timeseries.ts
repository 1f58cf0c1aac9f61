import { ToolError } from '../../mcp/index.js';
import type { UpstreamScope } from '../../upstream/upstream.types.js';
import { dayOf, type Day } from '../day.js';
import type { Invoice } from '../invoice.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { boundedData } from '../sanitize/sanitize-data.js';
import { omit, parseCurrencyRows, type CurrencyRows } from './backend-report.js';
import { collectInvoices, type CollectedInvoices } from './collect-invoices.js';
import type { Coverage } from './coverage.js';
import { CurrencySums } from './currency-sums.js';
import { periodOf, type Interval } from './period-of.js';
import { paidAmount, valued } from './valued-invoice.js';

/** Characters of the backend's other fields. */
const MAX_OTHER = 4_000;
/** Characters of the JSON of all points. */
const MAX_POINTS = 15_000;

/** Which payments to sum up, and by which periods. */
export interface RevenueQuery {
  readonly from: Day;
  readonly to: Day;
  readonly interval: Interval;
}

/** Money received, by period and currency. */
export interface Revenue extends RevenueQuery {
  readonly points: CurrencyRows;
  /** Which invoices this server summed up; null when the backend made the series. */
  readonly coverage: Coverage | null;
  /** Other fields of the backend's report. */
  readonly backend: Readonly<Record<string, unknown>>;
}

/**
 * Returns the backend's series if it has the wanted interval, and sums up the paid invoices otherwise: neither parameters
 * nor fields of the backend's report are documented, so no request can choose the interval.
 */
export async function revenueTimeseries(
  api: InvoicesApiService,
  query: RevenueQuery,
  call: UpstreamScope,
): Promise<Revenue> {
  const { from, to, interval } = query;
  const response = await api.revenueTimeseries({ from, to }, call);
  const backend = boundedData(omit(response, ['from', 'to', 'granularity', 'points']), MAX_OTHER);
  const points = response.granularity === interval ? parseCurrencyRows(response, 'points') : undefined;
  if (points) return { ...query, points, coverage: null, backend };
  const isReceived = ({ status, paid_at }: Invoice): boolean => {
    const day = dayOf(paid_at);
    return status === 'paid' && day !== undefined && day >= from && day <= to;
  };
  return { ...query, ...revenueOf(await collectInvoices(api, 'paid', isReceived, call), interval), backend };
}

function revenueOf(
  { invoices, complete }: CollectedInvoices,
  interval: Interval,
): Pick<Revenue, 'points' | 'coverage'> {
  const periods = new Map<string, CurrencySums<'revenue'>>();
  const received = valued(invoices, paidAmount);
  for (const { invoice, value } of received) {
    const period = periodOf(dayOf(invoice.paid_at) ?? '', interval);
    const sums = periods.get(period) ?? new CurrencySums(['revenue'] as const);
    sums.add(invoice.currency, 'revenue', value);
    periods.set(period, sums);
  }
  const points = [...periods]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([period, sums]) => sums.rows().map((row) => ({ period, ...row })));
  if (JSON.stringify(points).length > MAX_POINTS) throw seriesTooLong();
  return {
    points,
    coverage: { invoices: received.length, complete: complete && received.length === invoices.length },
  };
}

const seriesTooLong = (): ToolError =>
  new ToolError('VALIDATION_ERROR', 'The series would be too long. Choose a longer interval or a shorter range.', {
    fields: [{ field: 'from', message: 'leads to more points than an answer can hold' }],
  });
