import type { NewInvoice } from '../invoices/invoice-bodies.js';

/** A demo invoice, and its payment or cancellation. */
export interface DemoInvoice {
  readonly invoice: NewInvoice & { readonly external_id: string; readonly issued_at: string };
  readonly paidAt?: string;
  readonly isCanceled?: boolean;
}

const DAY_MS = 86_400_000;
const DAYS = 360;

const CUSTOMERS: readonly (readonly [name: string, email: string, currency: string])[] = [
  ['Brightwater Dental', 'accounts@brightwater.example', 'EUR'],
  ['Kestrel Robotics', 'finance@kestrel.example', 'USD'],
  ['Lumen & Sons', 'office@lumen.example', 'EUR'],
  ['Halcyon Data', 'ap@halcyon.example', 'SAT'],
  ['Northfold Bakery', 'hello@northfold.example', 'EUR'],
  ['Orchard Street Studio', 'billing@orchardstreet.example', 'USD'],
  ['Quarry Lane Legal', 'invoices@quarrylane.example', 'EUR'],
  ['Satoshi Field Services', 'pay@satoshifield.example', 'SAT'],
];

/** What happens to the invoices, in rotation. Due dates decide whether a sent one is overdue. */
const FATES = ['paid', 'paid', 'sent', 'paid', 'canceled', 'paid', 'paid', 'late', 'paid', 'draft'] as const;

/**
 * Makes invoices spread over the twelve months before `now`, so that reports have recent data. Except for the dates they
 * are the same at every start.
 */
export function demoInvoices(count: number, prefix: string, now: number): DemoInvoice[] {
  return Array.from({ length: count }, (_, index) => demoInvoice(index, count, prefix, now));
}

function demoInvoice(index: number, count: number, prefix: string, now: number): DemoInvoice {
  const [customer_name, customer_email, currency] = CUSTOMERS[(index * 5) % CUSTOMERS.length] ?? CUSTOMERS[0]!;
  const fate = FATES[index % FATES.length];
  const issued = now - Math.round(DAYS - (index * (DAYS - 2)) / count) * DAY_MS;
  // Open invoices are due relative to today; the others thirty days after their issue.
  const due = fate === 'sent' ? now + 21 * DAY_MS : fate === 'late' ? now - 3 * DAY_MS : issued + 30 * DAY_MS;
  const invoice = {
    external_id: `${prefix}-${1000 + index}`,
    customer_name,
    customer_email,
    customer_wallet: currency === 'SAT' ? `lnbc1demo${index}` : null,
    amount: demoAmount(index, currency),
    currency,
    issued_at: new Date(issued).toISOString(),
    due_at: new Date(Math.max(due, issued + DAY_MS)).toISOString(),
    status: fate === 'draft' ? 'draft' : 'sent',
  } as const;
  if (fate === 'paid')
    return { invoice, paidAt: new Date(Math.min(issued + (3 + (index % 25)) * DAY_MS, now)).toISOString() };
  return { invoice, isCanceled: fate === 'canceled' };
}

/** Makes realistic amounts with cents; a satoshi has no fraction. */
function demoAmount(index: number, currency: string): string {
  const units = 90 + ((index * 7919) % 4900);
  return currency === 'SAT' ? `${units * 1000}.00` : `${units}.${String((index * 37) % 100).padStart(2, '0')}`;
}
