import type { InvoiceStatus } from '../../invoices/invoice.js';
import { STATUS_RULES, type StatusTransition } from '../../invoices/status-rules.js';

/** All statuses, in the order of an invoice's life. */
export const STATUSES: readonly InvoiceStatus[] = STATUS_RULES.map(({ status }) => status);

/** Returns the display name of a status, also of one that only a newer backend knows. */
export const statusName = (status: string): string =>
  status === '' ? 'Unknown' : status.charAt(0).toUpperCase() + status.slice(1);

/** Returns the CSS class of a status. An unknown status looks like a draft. */
export const statusClass = (status: string): string =>
  `status-${STATUSES.find((known) => known === status) ?? 'draft'}`;

/** Whether a status allows a transition. The backend has the last word. */
export const allows = (status: string, transition: StatusTransition['step']): boolean =>
  STATUS_RULES.some((rule) => rule.status === status && rule.steps.some(({ step }) => step === transition));
