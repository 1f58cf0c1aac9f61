import { sanitizeText } from '../sanitize/sanitize-text.js';
import { DecimalSum } from './decimal-sum.js';
import type { ValuedInvoice } from './valued-invoice.js';

/** Customers per currency. */
const MAX_CUSTOMERS = 5;
const MAX_NAME = 200;

/** A customer with the total that was invoiced in one currency. */
export interface Customer {
  readonly customer_name: string;
  readonly currency: string;
  readonly total: string;
  readonly invoice_count: number;
}

interface Account {
  readonly name: string;
  readonly currency: string;
  readonly sum: DecimalSum;
  count: number;
}

/** Ranks customers per currency, because amounts of different currencies cannot be compared. */
export function topCustomers(issued: readonly ValuedInvoice[]): Customer[] {
  const accounts = new Map<string, Account>();
  for (const { invoice, value } of issued) {
    const { customer_name: name, currency } = invoice;
    const key = JSON.stringify([currency, name]);
    const account = accounts.get(key) ?? { name: name ?? '', currency, sum: new DecimalSum(), count: 0 };
    account.sum.add(value);
    account.count += 1;
    accounts.set(key, account);
  }
  const ranked = [...accounts.values()].toSorted((a, b) => b.sum.compare(a.sum) || (a.name < b.name ? -1 : 1));
  const currencies = [...new Set(ranked.map(({ currency }) => currency))].toSorted();
  return currencies.flatMap((wanted) =>
    ranked
      .filter(({ currency }) => currency === wanted)
      .slice(0, MAX_CUSTOMERS)
      .map(customerOf),
  );
}

const customerOf = ({ name, currency, sum, count }: Account): Customer => ({
  customer_name: sanitizeText(name, MAX_NAME),
  currency,
  total: sum.toString(),
  invoice_count: count,
});
