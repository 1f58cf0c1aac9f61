import '../page/page.css';
import '../status/status.css';
import '../invoice/invoice.css';
import './invoice-list.css';
import { useState } from 'preact/hooks';
import { isFields } from '../host/tool-response.js';
import type { ToolError } from '../host/tool-error.js';
import { startView, type ViewProps } from '../host/start-view.js';
import { shownInvoice, type ShownInvoice } from '../invoice/shown-invoice.js';
import { Notice } from '../page/notice.js';
import { Filters } from './filters.js';
import { InvoiceTable } from './invoice-table.js';
import { OpenedInvoice } from './opened-invoice.js';
import { Pager } from './pager.js';
import { useInvoiceList } from './use-invoice-list.js';

/** View of a tool response with a list of invoices. */
function InvoiceListView({ data, input, session }: ViewProps) {
  const list = useInvoiceList(data, input, session);
  const [opened, setOpened] = useState<ShownInvoice>();
  const [error, setError] = useState<ToolError>();

  async function open(id: string): Promise<void> {
    const response = await session.call('get_invoice', { id });
    setError(response.ok ? undefined : response.error);
    if (response.ok && isFields(response.data.invoice)) setOpened(shownInvoice(response.data.invoice));
  }

  if (opened) {
    const close = (): void => {
      setOpened(undefined);
      void list.reload();
    };
    return <OpenedInvoice key={opened.id} invoice={opened} session={session} onClose={close} />;
  }
  const shownError = error ?? list.error;
  return (
    <section class="list" aria-labelledby="list-title" aria-busy={list.isLoading}>
      <header>
        <h1 id="list-title">Invoices</h1>
        {session.canCall && <Filters query={list.query} onChange={list.filter} />}
      </header>
      {shownError && <Notice {...shownError} isError />}
      <InvoiceTable invoices={list.invoices} onOpen={session.canCall ? open : undefined} />
      <Pager list={list} canTurn={session.canCall} />
    </section>
  );
}

startView('Invoices', InvoiceListView);
