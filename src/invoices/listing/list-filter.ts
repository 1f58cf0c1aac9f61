import { dayOf, type Day } from '../day.js';
import type { Invoice, InvoiceStatus } from '../invoice.js';

/** Filters of a list of invoices. */
export interface ListFilter {
  readonly status?: InvoiceStatus | undefined;
  readonly search?: string | undefined;
  readonly customer_email?: string | undefined;
  readonly issued_from?: Day | undefined;
  readonly issued_to?: Day | undefined;
  readonly due_before?: Day | undefined;
}

/**
 * Returns a check for the filters that the backend may ignore, or undefined when there are none: it documents only `status`
 * and `search`, and ignores unknown parameters. A row without the date that is filtered on never passes.
 */
export function rowCheck(filter: ListFilter): ((invoice: Invoice) => boolean) | undefined {
  const { issued_from, issued_to, due_before } = filter;
  const email = filter.customer_email?.toLowerCase();
  const checks: ((invoice: Invoice) => boolean)[] = [];
  if (email !== undefined) checks.push(({ customer_email }) => customer_email?.toLowerCase() === email);
  if (issued_from !== undefined) checks.push(({ issued_at }) => (dayOf(issued_at) ?? '') >= issued_from);
  if (issued_to !== undefined) checks.push(({ issued_at }) => (dayOf(issued_at) ?? '~') <= issued_to);
  if (due_before !== undefined) checks.push(({ due_at }) => (dayOf(due_at) ?? '~') < due_before);
  return checks.length > 0 ? (invoice) => checks.every((passes) => passes(invoice)) : undefined;
}
