import { textOf, type Fields } from '../host/tool-response.js';
import { Money } from '../money/money.js';
import { amountIn, rowsIn } from './summary-data.js';

/** The customers with the highest invoiced amounts. */
export function TopCustomers({ summary, currency }: { readonly summary: Fields; readonly currency: string }) {
  const customers = rowsIn(summary, 'top_customers', currency);
  return (
    <section class="panel" aria-labelledby="customers-title">
      <h2 id="customers-title">Top customers</h2>
      {customers.length === 0 && <p class="range">Nothing was invoiced in {currency}.</p>}
      <ol class="customers">
        {customers.map((customer) => (
          <li key={customer.customer_name}>
            <span class="name">{textOf(customer, 'customer_name') ?? 'No name'}</span>
            <span class="count">{countOf(customer)}</span>
            <Money amount={amountIn(customer, 'total')} currency={currency} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function countOf(customer: Fields): string {
  const count = textOf(customer, 'invoice_count');
  if (count === undefined) return '';
  return count === '1' ? '1 invoice' : `${count} invoices`;
}
