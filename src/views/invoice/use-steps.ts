import { useState } from 'preact/hooks';
import { isFields } from '../host/answer.js';
import type { Session } from '../host/session.js';
import type { NoticeProps } from '../page/notice.js';
import { shownInvoice, type ShownInvoice } from './shown-invoice.js';

/** A step in the life of an invoice that a person can take here, by the tool that takes it. */
export const STEPS = {
  mark_paid: { tool: 'mark_invoice_paid', label: 'Mark as paid', running: 'Marking as paid…', done: 'Marked as paid.' },
  cancel: { tool: 'cancel_invoice', label: 'Cancel invoice', running: 'Canceling…', done: 'Canceled.' },
} as const;

export type Step = keyof typeof STEPS;

/** An invoice that a person can change, and what came of it. */
export interface Steps {
  readonly invoice: ShownInvoice;
  /** The step that is being taken: the host may be asking somebody. */
  readonly running: Step | undefined;
  readonly notice: NoticeProps | undefined;
  readonly take: (step: Step) => Promise<void>;
}

/** Takes steps through the tools, so that the rights of the user and the rules of the server hold here as they do for a model. */
export function useSteps(given: ShownInvoice, session: Session): Steps {
  const [invoice, setInvoice] = useState(given);
  const [running, setRunning] = useState<Step>();
  const [notice, setNotice] = useState<NoticeProps>();

  async function take(step: Step): Promise<void> {
    const { tool, done } = STEPS[step];
    setRunning(step);
    setNotice(undefined);
    const answer = await session.call(tool, { id: invoice.id });
    setRunning(undefined);
    if (answer.ok && isFields(answer.data.invoice)) {
      const changed = shownInvoice(answer.data.invoice);
      setInvoice(changed);
      setNotice({ title: 'Done.', text: done });
      const facts = { invoice_id: changed.id, status: changed.status };
      return session.tellModel(`In the view, the user took the step ${tool} on invoice ${changed.id}.`, facts);
    }
    if (answer.ok) return;
    setNotice({ ...answer.refusal, isRefusal: true });
    if (answer.refusal.code === 'INVALID_STATUS') await refresh();
  }

  /** Somebody else was faster: the invoice is not any more what is shown. */
  async function refresh(): Promise<void> {
    const answer = await session.call('get_invoice', { id: invoice.id });
    if (answer.ok && isFields(answer.data.invoice)) setInvoice(shownInvoice(answer.data.invoice));
  }

  return { invoice, running, notice, take };
}
