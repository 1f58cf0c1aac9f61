import type { InvoiceList } from './use-invoice-list.js';

/** Position of the page in the list, with buttons for the previous and the next page. */
export function Pager({ list, canTurn }: { readonly list: InvoiceList; readonly canTurn: boolean }) {
  const { page, hasMore, invoices, isLoading } = list;
  return (
    <nav class="pager" aria-label="Pages">
      <output>{isLoading ? 'Loading…' : position(invoices.length, page, hasMore)}</output>
      {canTurn && (page > 1 || hasMore) && (
        <div>
          <button type="button" disabled={page === 1 || isLoading} onClick={() => void list.previous()}>
            Previous page
          </button>
          <button type="button" disabled={!hasMore || isLoading} onClick={() => void list.next()}>
            Next page
          </button>
        </div>
      )}
    </nav>
  );
}

function position(count: number, page: number, hasMore: boolean): string {
  const invoices = count === 1 ? '1 invoice' : `${count} invoices`;
  if (page === 1 && !hasMore) return invoices;
  return `Page ${page} · ${invoices}${hasMore ? ', and more' : ''}`;
}
