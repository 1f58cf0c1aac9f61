import { isFields } from '../host/answer.js';
import type { Figures } from './figures.js';

const isPartial = (figures: Figures): boolean => isFields(figures?.coverage) && figures.coverage.complete === false;

/** Says so when the figures do not hold all invoices. */
export function Coverage({ summary, revenue }: { readonly summary: Figures; readonly revenue: Figures }) {
  if (!isPartial(summary) && !isPartial(revenue)) return null;
  return <p class="range">There are more invoices than one report can hold: these figures are not complete.</p>;
}
