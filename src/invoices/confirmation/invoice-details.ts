import type { Invoice } from '../invoice.js';
import { quoteUnlessIdentifier, quoteUntrusted } from '../sanitize/untrusted-text.js';

/** Lines that describe an invoice to the person who confirms. The values are untrusted and quoted. */
export const invoiceLines = ({ id, number, amount, currency, status, customer_name }: Invoice): string[] => [
  `Invoice: ${number ? `${quoteUnlessIdentifier(number)} (${quoteUnlessIdentifier(id)})` : quoteUnlessIdentifier(id)}`,
  `Amount: ${quoteUnlessIdentifier(amount)} ${quoteUnlessIdentifier(currency)}`,
  `Status: ${quoteUnlessIdentifier(status)}`,
  `Customer: ${typeof customer_name === 'string' ? quoteUntrusted(customer_name) : 'none'}`,
];

/** The state that a confirmation is bound to: it must not have changed when the confirmation arrives. */
export const confirmedInvoiceState = ({ id, number, amount, currency, status, customer_name }: Invoice) => ({
  id,
  number: number ?? null,
  amount,
  currency,
  status,
  customer_name: customer_name ?? null,
});

/** The text of a confirmation prompt: the question, then its details. */
export const promptText = (message: string, lines: readonly string[]): string => `${message}\n\n${lines.join('\n')}`;
