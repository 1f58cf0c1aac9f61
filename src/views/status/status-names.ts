import type { InvoiceStatus } from '../../invoices/invoice.js';
import { STATUS_RULES, type StatusTransition } from '../../invoices/status-rules.js';

/** Every status, in the order of an invoice's life. */
export const STATUSES: readonly InvoiceStatus[] = STATUS_RULES.map(({ status }) => status);

/** A status as it is written; one of a newer backend is written as it came. */
export const statusName = (status: string): string =>
  status === '' ? 'Unknown' : status.charAt(0).toUpperCase() + status.slice(1);

/** The colours that a status has; one that is not known has those of a draft. */
export const statusClass = (status: string): string =>
  `status-${STATUSES.find((known) => known === status) ?? 'draft'}`;

/** Whether a status allows a step. The backend has the last word. */
export const allows = (status: string, step: StatusTransition['step']): boolean =>
  STATUS_RULES.some((rule) => rule.status === status && rule.steps.some((allowed) => allowed.step === step));
