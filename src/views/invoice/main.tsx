import '../page/page.css';
import '../status/status.css';
import './invoice.css';
import { useMemo } from 'preact/hooks';
import { isFields } from '../host/tool-response.js';
import { startView, type ViewProps } from '../host/start-view.js';
import { Notice } from '../page/notice.js';
import { InvoiceSheet } from './invoice-sheet.js';
import { shownInvoice } from './shown-invoice.js';

/** View of a tool response with one invoice. */
function InvoiceView({ data, session }: ViewProps) {
  const invoice = useMemo(() => (isFields(data.invoice) ? shownInvoice(data.invoice) : undefined), [data]);
  if (!invoice) return <Notice title="Nothing to show" text="The answer holds no invoice." isError />;
  return <InvoiceSheet key={invoice.id} invoice={invoice} session={session} />;
}

startView('Invoice', InvoiceView);
