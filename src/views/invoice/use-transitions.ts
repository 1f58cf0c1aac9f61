import { useState } from 'preact/hooks';
import { isFields } from '../host/tool-response.js';
import type { Session } from '../host/session.js';
import type { NoticeProps } from '../page/notice.js';
import { shownInvoice, type ShownInvoice } from './shown-invoice.js';

/** Transitions that a person can apply in the view, with the tool for each. */
export const TRANSITIONS = {
  mark_paid: { tool: 'mark_invoice_paid', label: 'Mark as paid', running: 'Marking as paid…', done: 'Marked as paid.' },
  cancel: { tool: 'cancel_invoice', label: 'Cancel invoice', running: 'Canceling…', done: 'Canceled.' },
} as const;

/** One of `TRANSITIONS`. */
export type Transition = keyof typeof TRANSITIONS;

/** An invoice that a person can change, and the outcome of the last change. */
export interface Transitions {
  readonly invoice: ShownInvoice;
  /** The transition in progress: the host may be asking a person to confirm it. */
  readonly running: Transition | undefined;
  readonly notice: NoticeProps | undefined;
  readonly apply: (transition: Transition) => Promise<void>;
}

/** Applies transitions through the tools, so that the user's rights and the server's rules apply here as for a model. */
export function useTransitions(given: ShownInvoice, session: Session): Transitions {
  const [invoice, setInvoice] = useState(given);
  const [running, setRunning] = useState<Transition>();
  const [notice, setNotice] = useState<NoticeProps>();

  async function apply(transition: Transition): Promise<void> {
    const { tool, done } = TRANSITIONS[transition];
    setRunning(transition);
    setNotice(undefined);
    const response = await session.call(tool, { id: invoice.id });
    setRunning(undefined);
    if (response.ok && isFields(response.data.invoice)) {
      const changed = shownInvoice(response.data.invoice);
      setInvoice(changed);
      setNotice({ title: 'Done.', text: done });
      const details = { invoice_id: changed.id, status: changed.status };
      return session.updateModelContext(
        `In the view, the user took the step ${tool} on invoice ${changed.id}.`,
        details,
      );
    }
    if (response.ok) return;
    setNotice({ ...response.error, isError: true });
    if (response.error.code === 'INVALID_STATUS') await refresh();
  }

  /** Another person was faster: the invoice has changed since it was shown. */
  async function refresh(): Promise<void> {
    const response = await session.call('get_invoice', { id: invoice.id });
    if (response.ok && isFields(response.data.invoice)) setInvoice(shownInvoice(response.data.invoice));
  }

  return { invoice, running, notice, apply };
}
