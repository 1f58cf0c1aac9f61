import { displayId } from '../sanitize/display-id.js';

/** What an endpoint call means to the person who reads its error. */
export interface Operation {
  /** Completes "could not ...". */
  readonly action: string;
  /** The invoice it is about, when there is one. */
  readonly invoiceId?: string;
  /** Reads change nothing; a repeatable write may be sent twice; a single one may not, when its outcome is unknown. */
  readonly effect: 'read' | 'repeatable' | 'single';
  /** How to find out what happened to a write whose answer was lost. */
  readonly check?: string;
}

/** Reading anything but one invoice. */
export const reading = (what: string): Operation => ({ action: `read ${what}`, effect: 'read' });

/** Reading one invoice. */
export const readingInvoice = (invoiceId: string): Operation => ({
  ...reading(`invoice ${displayId(invoiceId)}`),
  invoiceId,
});

/** Creating an invoice; an `external_id` makes the backend recognise the second attempt. */
export const creating = (externalId: string | undefined): Operation =>
  externalId === undefined
    ? {
        action: 'create the invoice',
        effect: 'single',
        check:
          'Look for it with list_invoices before you create it again, and pass an external_id next time: ' +
          'then a repeated call cannot make a second invoice.',
      }
    : {
        action: 'create the invoice',
        effect: 'repeatable',
        check: `Call again with the external_id ${displayId(externalId)}: it is not doubled.`,
      };

/** Recording a payment: it is read before it is written, so a repeated call finds out what the first one did. */
export const paying = (invoiceId: string): Operation => ({
  action: `mark invoice ${displayId(invoiceId)} as paid`,
  invoiceId,
  effect: 'repeatable',
  check: 'Call again with the same arguments: the payment is not recorded twice.',
});

/** Another step in the life of an invoice, which is read before it is taken as well. */
export const changing = (verb: 'cancel' | 'delete', invoiceId: string): Operation => ({
  action: `${verb} invoice ${displayId(invoiceId)}`,
  invoiceId,
  effect: 'repeatable',
  check: 'Call again with the same id: it looks first what the earlier attempt has done.',
});

/** What to say when a write may have been carried out although its answer is missing. */
export const unknownOutcome = ({ check = '' }: Operation): string => `It may have happened all the same. ${check}`;
