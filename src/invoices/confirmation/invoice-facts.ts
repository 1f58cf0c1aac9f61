import type { Invoice } from '../invoice.js';
import { quoted, word } from './told.js';

/** What a person is told of an invoice, one line for each. The names of the lines are ours, the rest is data. */
export const invoiceLines = ({ id, number, amount, currency, status, customer_name }: Invoice): string[] => [
  `Invoice: ${number ? `${word(number)} (${word(id)})` : word(id)}`,
  `Amount: ${word(amount)} ${word(currency)}`,
  `Status: ${word(status)}`,
  `Customer: ${typeof customer_name === 'string' ? quoted(customer_name) : 'none'}`,
];

/** What has to be the same when the answer comes. */
export const invoiceFacts = ({ id, number, amount, currency, status, customer_name }: Invoice) => ({
  id,
  number: number ?? null,
  amount,
  currency,
  status,
  customer_name: customer_name ?? null,
});

/** A question, and below it what it is about. */
export const questionText = (asks: string, lines: readonly string[]): string => `${asks}\n\n${lines.join('\n')}`;
