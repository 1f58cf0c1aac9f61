import { displayId } from '../sanitize/display-id.js';

/** What a backend request does, in the words of its error messages. */
export interface Operation {
  /** Completes "could not ...". */
  readonly action: string;
  /** The invoice that the request names, if any. */
  readonly invoiceId?: string;
  /** A `read` changes nothing; a `repeatable` write may be sent again after an unknown outcome; a `single` one may not. */
  readonly effect: 'read' | 'repeatable' | 'single';
  /** How the caller finds out what happened to a write whose response was lost. */
  readonly check?: string;
}

/** Reads a list or a report. */
export const reading = (what: string): Operation => ({ action: `read ${what}`, effect: 'read' });

/** Reads one invoice. */
export const readingInvoice = (invoiceId: string): Operation => ({
  ...reading(`invoice ${displayId(invoiceId)}`),
  invoiceId,
});

/** Creates an invoice. With an `external_id` the backend recognises a second attempt. */
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

/** Records a payment. A repeated call reads the invoice first and sees what the first call did. */
export const paying = (invoiceId: string): Operation => ({
  action: `mark invoice ${displayId(invoiceId)} as paid`,
  invoiceId,
  effect: 'repeatable',
  check: 'Call again with the same arguments: the payment is not recorded twice.',
});

/** Cancels or deletes an invoice. A repeated call reads the invoice first and sees what the first call did. */
export const changing = (verb: 'cancel' | 'delete', invoiceId: string): Operation => ({
  action: `${verb} invoice ${displayId(invoiceId)}`,
  invoiceId,
  effect: 'repeatable',
  check: 'Call again with the same id: it looks first what the earlier attempt has done.',
});

/** Sentence for a write that the backend may have carried out although its response was lost. */
export const unknownOutcome = ({ check = '' }: Operation): string => `It may have happened all the same. ${check}`;
