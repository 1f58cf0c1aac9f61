import { Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { NewInvoice } from '../invoices-api.service.js';
import { promptText } from './invoice-details.js';
import { quoteUntrusted, quoteUnlessIdentifier } from '../sanitize/untrusted-text.js';

/** Arguments of `create_invoice`. */
type CreationInput = Omit<NewInvoice, 'status'> & Partial<Pick<NewInvoice, 'status'>>;

/** Asks about a new invoice. There is nothing to read: the arguments say all, and they cannot change until the answer. */
@Injectable()
export class CreationPrompt implements ConfirmationPrompt<CreationInput> {
  async request(input: CreationInput, _call: ToolCall, asks: string): Promise<ConfirmationRequest<CreationInput>> {
    return Promise.resolve({ message: promptText(asks, lines(input)), confirmedState: {} });
  }
}

const lines = ({ amount, currency, customer_name, customer_email, due_at, external_id, status }: CreationInput) => [
  `Amount: ${quoteUnlessIdentifier(amount)} ${quoteUnlessIdentifier(currency)}`,
  `Customer: ${quoteUntrusted(customer_name)}${customer_email === undefined ? '' : `, ${quoteUntrusted(customer_email)}`}`,
  status === 'draft' ? 'It is saved as a draft and sent to nobody.' : 'It is sent to the customer at once.',
  ...(due_at === undefined ? [] : [`Due: ${quoteUnlessIdentifier(due_at)}`]),
  ...(external_id === undefined
    ? []
    : [`An invoice with the reference ${quoteUntrusted(external_id)} is changed instead.`]),
];
