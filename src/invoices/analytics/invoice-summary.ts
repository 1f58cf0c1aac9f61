import type { UpstreamScope } from '../../upstream/upstream.types.js';
import { dayOf, type Day } from '../day.js';
import type { InvoicesApiService } from '../invoices-api.service.js';
import { boundedData } from '../sanitize/sanitize-data.js';
import { omit, parseCurrencyRows, type CurrencyRows } from './backend-report.js';
import { collectInvoices } from './collect-invoices.js';
import type { Coverage } from './coverage.js';
import { summarize } from './summarize.js';

/** Characters of the backend's other fields. */
const MAX_OTHER = 4_000;
const SECTIONS = ['totals', 'aging', 'top_customers'] as const;

/** Summary of the invoices that were issued in a range of days. */
export interface Summary {
  readonly from: Day;
  readonly to: Day;
  readonly totals: CurrencyRows;
  readonly aging: CurrencyRows;
  readonly top_customers: CurrencyRows;
  /** Which invoices this server summed up; null when the backend made the summary. */
  readonly coverage: Coverage | null;
  /** Other fields of the backend's report. */
  readonly backend: Readonly<Record<string, unknown>>;
}

/**
 * Returns the backend's summary if it has the expected fields, and sums up the invoices otherwise: the names of the
 * backend's fields are not documented.
 */
export async function invoiceSummary(
  api: InvoicesApiService,
  range: { readonly from: Day; readonly to: Day },
  call: UpstreamScope,
): Promise<Summary> {
  const { from, to } = range;
  const response = await api.summary(range, call);
  const [totals, aging, top_customers] = SECTIONS.map((name) => parseCurrencyRows(response, name));
  if (totals && aging && top_customers) {
    const backend = boundedData(omit(response, ['from', 'to', ...SECTIONS]), MAX_OTHER);
    return { from, to, totals, aging, top_customers, coverage: null, backend };
  }
  const isIssued = ({ issued_at }: { issued_at?: string | null }): boolean => {
    const day = dayOf(issued_at);
    return day !== undefined && day >= from && day <= to;
  };
  const summary = summarize(await collectInvoices(api, undefined, isIssued, call), Date.now());
  return { from, to, ...summary, backend: boundedData(omit(response, ['from', 'to']), MAX_OTHER) };
}
