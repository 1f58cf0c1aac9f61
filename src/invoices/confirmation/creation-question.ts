import { Injectable } from '@nestjs/common';
import type { Question, Questioner } from '../../mcp/decorators/confirmation.js';
import type { ToolCall } from '../../mcp/invocation/tool-call.js';
import type { NewInvoice } from '../invoices-api.service.js';
import { questionText } from './invoice-facts.js';
import { quoted, word } from './told.js';

/** Arguments of `create_invoice`. */
type CreationInput = Omit<NewInvoice, 'status'> & Partial<Pick<NewInvoice, 'status'>>;

/** Asks about a new invoice. There is nothing to read: the arguments say all, and they cannot change until the answer. */
@Injectable()
export class CreationQuestion implements Questioner<CreationInput> {
  async question(input: CreationInput, _call: ToolCall, asks: string): Promise<Question<CreationInput>> {
    return Promise.resolve({ message: questionText(asks, lines(input)), facts: {} });
  }
}

const lines = ({ amount, currency, customer_name, customer_email, due_at, external_id, status }: CreationInput) => [
  `Amount: ${word(amount)} ${word(currency)}`,
  `Customer: ${quoted(customer_name)}${customer_email === undefined ? '' : `, ${quoted(customer_email)}`}`,
  status === 'draft' ? 'It is saved as a draft and sent to nobody.' : 'It is sent to the customer at once.',
  ...(due_at === undefined ? [] : [`Due: ${word(due_at)}`]),
  ...(external_id === undefined ? [] : [`An invoice with the reference ${quoted(external_id)} is changed instead.`]),
];
