import { fromMicros, toMicros } from '../invoices/amount.js';
import type { InvoiceRow } from '../invoices/invoice-row.js';
import { CurrencySums } from './currency-sums.js';

const DAY_MS = 86_400_000;
const MAX_CUSTOMERS = 5;

const AGES = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90'] as const;
type Age = (typeof AGES)[number];

/** Sums up invoices. Drafts and canceled ones are counted, but not part of any sum. */
export function summarize(rows: readonly InvoiceRow[], now: Date) {
  const totals = new CurrencySums(['invoiced', 'paid', 'outstanding', 'overdue'] as const);
  const aging = new CurrencySums(AGES);
  const counts: Record<InvoiceRow['status'], number> = { draft: 0, sent: 0, paid: 0, overdue: 0, canceled: 0 };
  const issued = rows.filter(({ status }) => status !== 'draft' && status !== 'canceled');
  for (const { status } of rows) counts[status] += 1;
  for (const { currency, amount, amount_paid, status, due_at } of issued) {
    totals.add(currency, 'invoiced', amount);
    if (status === 'paid') {
      totals.add(currency, 'paid', amount_paid ?? amount);
    } else {
      totals.add(currency, 'outstanding', amount);
      if (status === 'overdue') totals.add(currency, 'overdue', amount);
      aging.add(currency, ageOf(due_at, now), amount);
    }
  }
  return { counts, totals: totals.rows(), aging: aging.rows(), top_customers: topCustomers(issued) };
}

function ageOf(dueAt: string | null, now: Date): Age {
  const days = dueAt === null ? 0 : Math.ceil((now.getTime() - Date.parse(dueAt)) / DAY_MS);
  if (days <= 0) return 'not_due';
  if (days <= 30) return 'days_1_30';
  if (days <= 60) return 'days_31_60';
  return days <= 90 ? 'days_61_90' : 'days_over_90';
}

function topCustomers(issued: readonly InvoiceRow[]) {
  const sums = new Map<string, { customer_name: string; currency: string; total: bigint; invoice_count: number }>();
  for (const { customer_name, currency, amount } of issued) {
    const key = JSON.stringify([customer_name, currency]);
    const sum = sums.get(key) ?? { customer_name, currency, total: 0n, invoice_count: 0 };
    sums.set(key, { ...sum, total: sum.total + toMicros(amount), invoice_count: sum.invoice_count + 1 });
  }
  const all = [...sums.values()].toSorted((a, b) => (a.total === b.total ? 0 : a.total < b.total ? 1 : -1));
  const currencies = [...new Set(all.map(({ currency }) => currency))].toSorted();
  // Ranked per currency, because amounts of different currencies cannot be compared.
  return currencies.flatMap((wanted) =>
    all
      .filter(({ currency }) => currency === wanted)
      .slice(0, MAX_CUSTOMERS)
      .map(({ total, ...customer }) => ({ ...customer, total: fromMicros(total) })),
  );
}
