import { isFields } from '../host/tool-response.js';
import type { SummaryData } from './summary-data.js';

const isPartial = (data: SummaryData): boolean => isFields(data?.coverage) && data.coverage.complete === false;

/** A note that is shown when the data does not cover all invoices. */
export function Coverage({ summary, revenue }: { readonly summary: SummaryData; readonly revenue: SummaryData }) {
  if (!isPartial(summary) && !isPartial(revenue)) return null;
  return <p class="range">There are more invoices than one report can hold: these figures are not complete.</p>;
}
