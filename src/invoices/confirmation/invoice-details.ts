import type { Invoice } from '../invoice.js';
import { quoteUntrusted, quoteUnlessIdentifier } from '../sanitize/untrusted-text.js';

/** What a person is told of an invoice, one line for each. The names of the lines are ours, the rest is data. */
export const invoiceLines = ({ id, number, amount, currency, status, customer_name }: Invoice): string[] => [
  `Invoice: ${number ? `${quoteUnlessIdentifier(number)} (${quoteUnlessIdentifier(id)})` : quoteUnlessIdentifier(id)}`,
  `Amount: ${quoteUnlessIdentifier(amount)} ${quoteUnlessIdentifier(currency)}`,
  `Status: ${quoteUnlessIdentifier(status)}`,
  `Customer: ${typeof customer_name === 'string' ? quoteUntrusted(customer_name) : 'none'}`,
];

/** What has to be the same when the answer comes. */
export const confirmedInvoiceState = ({ id, number, amount, currency, status, customer_name }: Invoice) => ({
  id,
  number: number ?? null,
  amount,
  currency,
  status,
  customer_name: customer_name ?? null,
});

/** A question, and below it what it is about. */
export const promptText = (message: string, lines: readonly string[]): string => `${message}\n\n${lines.join('\n')}`;
