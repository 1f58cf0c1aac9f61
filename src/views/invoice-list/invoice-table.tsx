import { useState } from 'preact/hooks';
import { Day } from '../calendar/day.js';
import type { ShownInvoice } from '../invoice/shown-invoice.js';
import { Money } from '../money/money.js';
import { StatusChip } from '../status/status-chip.js';
import { sortInvoices, type Column, type Sorting } from './sort-invoices.js';

const COLUMNS: readonly { readonly column: Column; readonly name: string }[] = [
  { column: 'customer', name: 'Customer' },
  { column: 'status', name: 'Status' },
  { column: 'due', name: 'Due' },
  { column: 'amount', name: 'Amount' },
];

interface TableProps {
  readonly invoices: readonly ShownInvoice[];
  /** Absent when the host makes no tool calls for views. */
  readonly onOpen?: ((id: string) => Promise<void>) | undefined;
}

/** One page of invoices, sorted in the view: the tools return the newest first and take no sort order. */
export function InvoiceTable({ invoices, onOpen }: TableProps) {
  const [sorting, setSorting] = useState<Sorting>();
  if (invoices.length === 0) return <p class="nothing">No invoices on this page.</p>;
  return (
    <table>
      <caption class="visually-hidden">Invoices of this page</caption>
      <thead>
        <tr>
          {COLUMNS.map(({ column, name }) => (
            <th key={column} scope="col" class={column} aria-sort={ariaSort(column, sorting)}>
              <button type="button" onClick={() => setSorting(nextSorting(column, sorting))}>
                {name}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sortInvoices(invoices, sorting).map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function InvoiceRow({ invoice, onOpen }: { readonly invoice: ShownInvoice } & Pick<TableProps, 'onOpen'>) {
  const { id, number = id, customer = 'No customer', status, dueAt, amount, currency } = invoice;
  return (
    <tr>
      <th scope="row" class="customer">
        {onOpen ? (
          <button type="button" class="open" onClick={() => void onOpen(id)}>
            {customer}
          </button>
        ) : (
          customer
        )}
        <span class="number">{number}</span>
      </th>
      <td class="status">
        <StatusChip status={status} />
      </td>
      <td class="due">{dueAt ? <Day time={dueAt} /> : '–'}</td>
      <td class="amount">
        <Money amount={amount} currency={currency} />
        <StatusChip status={status} />
      </td>
    </tr>
  );
}

const ariaSort = (column: Column, sorting: Sorting | undefined): 'ascending' | 'descending' | 'none' => {
  if (sorting?.column !== column) return 'none';
  return sorting.isDescending ? 'descending' : 'ascending';
};

/** Cycles a column through ascending, descending and unsorted. */
function nextSorting(column: Column, sorting: Sorting | undefined): Sorting | undefined {
  if (sorting?.column !== column) return { column, isDescending: false };
  return sorting.isDescending ? undefined : { column, isDescending: true };
}
