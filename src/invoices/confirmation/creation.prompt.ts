import { Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { NewInvoice } from '../invoices-api.service.js';
import { quoteUnlessIdentifier, quoteUntrusted } from '../sanitize/untrusted-text.js';
import { promptText } from './invoice-details.js';

/** Arguments of `create_invoice`. */
type CreationInput = Omit<NewInvoice, 'status'> & Partial<Pick<NewInvoice, 'status'>>;

/** Asks before an invoice is created. It reads nothing: all that the person confirms is in the arguments. */
@Injectable()
export class CreationPrompt implements ConfirmationPrompt<CreationInput> {
  async request(input: CreationInput, _call: ToolCall, message: string): Promise<ConfirmationRequest<CreationInput>> {
    return Promise.resolve({ message: promptText(message, creationLines(input)), confirmedState: {} });
  }
}

const creationLines = ({
  amount,
  currency,
  customer_name,
  customer_email,
  due_at,
  external_id,
  status,
}: CreationInput) => [
  `Amount: ${quoteUnlessIdentifier(amount)} ${quoteUnlessIdentifier(currency)}`,
  `Customer: ${quoteUntrusted(customer_name)}${customer_email === undefined ? '' : `, ${quoteUntrusted(customer_email)}`}`,
  status === 'draft' ? 'It is saved as a draft and sent to nobody.' : 'It is sent to the customer at once.',
  ...(due_at === undefined ? [] : [`Due: ${quoteUnlessIdentifier(due_at)}`]),
  ...(external_id === undefined
    ? []
    : [`An invoice with the reference ${quoteUntrusted(external_id)} is changed instead.`]),
];
