import '../page/page.css';
import '../status/status.css';
import '../invoice/invoice.css';
import './invoice-list.css';
import { useState } from 'preact/hooks';
import { isFields } from '../host/answer.js';
import type { Refusal } from '../host/refusal.js';
import { startView, type ViewProps } from '../host/start-view.js';
import { shownInvoice, type ShownInvoice } from '../invoice/shown-invoice.js';
import { Notice } from '../page/notice.js';
import { Filters } from './filters.js';
import { InvoiceTable } from './invoice-table.js';
import { OpenedInvoice } from './opened-invoice.js';
import { Pager } from './pager.js';
import { useInvoiceList } from './use-invoice-list.js';

/** The answer of a tool that lists invoices. */
function InvoiceListView({ data, input, session }: ViewProps) {
  const list = useInvoiceList(data, input, session);
  const [opened, setOpened] = useState<ShownInvoice>();
  const [refusal, setRefusal] = useState<Refusal>();

  async function open(id: string): Promise<void> {
    const answer = await session.call('get_invoice', { id });
    setRefusal(answer.ok ? undefined : answer.refusal);
    if (answer.ok && isFields(answer.data.invoice)) setOpened(shownInvoice(answer.data.invoice));
  }

  if (opened) {
    const close = (): void => {
      setOpened(undefined);
      void list.reload();
    };
    return <OpenedInvoice key={opened.id} invoice={opened} session={session} onClose={close} />;
  }
  const refused = refusal ?? list.refusal;
  return (
    <section class="list" aria-labelledby="list-title" aria-busy={list.isLoading}>
      <header>
        <h1 id="list-title">Invoices</h1>
        {session.canCall && <Filters query={list.query} onChange={list.filter} />}
      </header>
      {refused && <Notice {...refused} isRefusal />}
      <InvoiceTable invoices={list.invoices} onOpen={session.canCall ? open : undefined} />
      <Pager list={list} canTurn={session.canCall} />
    </section>
  );
}

startView('Invoices', InvoiceListView);
