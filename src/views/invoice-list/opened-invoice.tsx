import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../host/session.js';
import { InvoiceSheet } from '../invoice/invoice-sheet.js';
import type { ShownInvoice } from '../invoice/shown-invoice.js';

interface OpenedProps {
  readonly invoice: ShownInvoice;
  readonly session: Session;
  readonly onClose: () => void;
}

/** An invoice opened from the list. The back button takes the focus, as the row that had it is gone. */
export function OpenedInvoice({ invoice, session, onClose }: OpenedProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <>
      <button type="button" class="back quiet" ref={back} onClick={onClose}>
        ← All invoices
      </button>
      <InvoiceSheet invoice={invoice} session={session} />
    </>
  );
}
