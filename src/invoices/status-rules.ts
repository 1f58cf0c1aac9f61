import type { InvoiceStatus } from './invoice.js';

/** A transition from one status to the next. */
export interface StatusTransition {
  readonly step: 'send' | 'mark_paid' | 'cancel' | 'delete';
  /** Null when the transition deletes the invoice. */
  readonly leads_to: InvoiceStatus | null;
}

/** A status, its meaning, and the transitions that it allows; a status without any is final. */
export interface StatusRule {
  readonly status: InvoiceStatus;
  readonly meaning: string;
  readonly steps: readonly StatusTransition[];
}

const PAY: StatusTransition = { step: 'mark_paid', leads_to: 'paid' };
const CANCEL: StatusTransition = { step: 'cancel', leads_to: 'canceled' };

/**
 * The status rules of the sandbox. The API's pages name the statuses, but not the transitions that each allows, so the
 * backend decides and may reject one with `INVALID_STATUS`.
 */
export const STATUS_RULES: readonly StatusRule[] = [
  {
    status: 'draft',
    meaning: 'Saved, and not sent to the customer. It is sent by creating it again with the same external_id.',
    steps: [{ step: 'send', leads_to: 'sent' }, CANCEL, { step: 'delete', leads_to: null }],
  },
  { status: 'sent', meaning: 'Sent to the customer, and not due yet or without a due date.', steps: [PAY, CANCEL] },
  { status: 'overdue', meaning: 'Sent, not paid, and past its due date.', steps: [PAY, CANCEL] },
  { status: 'paid', meaning: 'Paid. This is final.', steps: [] },
  { status: 'canceled', meaning: 'Canceled. This is final.', steps: [] },
];
