import type { CollectedInvoices } from './collect-invoices.js';
import type { Coverage } from './coverage.js';
import { CurrencySums, type CurrencyRow } from './currency-sums.js';
import { parseDecimal } from './decimal-sum.js';
import { topCustomers, type Customer } from './top-customers.js';
import { invoicedAmount, paidAmount, valued } from './valued-invoice.js';

const DAY_MS = 86_400_000;
/** Currencies of one report, so that its size is bounded. */
const MAX_CURRENCIES = 20;
const TOTALS = ['invoiced', 'paid', 'outstanding', 'overdue'] as const;
const AGES = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90'] as const;
type Age = (typeof AGES)[number];

/** Summary data of issued invoices. */
export interface SummaryData {
  readonly totals: readonly CurrencyRow<(typeof TOTALS)[number]>[];
  /** Outstanding amounts by days overdue. */
  readonly aging: readonly CurrencyRow<Age>[];
  readonly top_customers: readonly Customer[];
  readonly coverage: Coverage;
}

/** Sums up invoices per currency. No sum includes drafts or canceled invoices: nobody owes them. */
export function summarize({ invoices, complete }: CollectedInvoices, now: number): SummaryData {
  const totals = new CurrencySums(TOTALS);
  const aging = new CurrencySums(AGES);
  const issued = invoices.filter(({ status }) => status !== 'draft' && status !== 'canceled');
  const currencies = new Set([...new Set(issued.map(({ currency }) => currency))].toSorted().slice(0, MAX_CURRENCIES));
  const summed = valued(
    issued.filter(({ currency }) => currencies.has(currency)),
    invoicedAmount,
  );
  for (const { invoice, value } of summed) {
    const { currency, status, due_at } = invoice;
    totals.add(currency, 'invoiced', value);
    if (status === 'paid') {
      totals.add(currency, 'paid', parseDecimal(paidAmount(invoice)) ?? value);
    } else {
      totals.add(currency, 'outstanding', value);
      if (status === 'overdue') totals.add(currency, 'overdue', value);
      aging.add(currency, ageOf(due_at, now), value);
    }
  }
  return {
    totals: totals.rows(),
    aging: aging.rows(),
    top_customers: topCustomers(summed),
    coverage: { invoices: summed.length, complete: complete && summed.length === issued.length },
  };
}

function ageOf(dueAt: string | null | undefined, now: number): Age {
  const due = Date.parse(dueAt ?? '');
  const days = Number.isNaN(due) ? 0 : Math.ceil((now - due) / DAY_MS);
  if (days <= 0) return 'not_due';
  if (days <= 30) return 'days_1_30';
  if (days <= 60) return 'days_31_60';
  return days <= 90 ? 'days_61_90' : 'days_over_90';
}
