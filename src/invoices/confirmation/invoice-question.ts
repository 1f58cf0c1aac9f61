import { Injectable } from '@nestjs/common';
import type { Question, Questioner } from '../../mcp/decorators/confirmation.js';
import type { ToolCall } from '../../mcp/invocation/tool-call.js';
import type { Invoice } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { invoiceFacts, invoiceLines, questionText } from './invoice-facts.js';

/** Asks about a step with one invoice, whatever tool takes it: its arguments have an `id`. */
@Injectable()
export abstract class InvoiceQuestion implements Questioner<{ readonly id: string }> {
  constructor(private readonly invoices: InvoicesApiService) {}

  async question(
    { id }: { readonly id: string },
    call: ToolCall,
    asks: string,
  ): Promise<Question<{ id: string }> | undefined> {
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    if (this.isDone(id, invoice)) return undefined;
    return { message: questionText(asks, invoiceLines(invoice)), facts: invoiceFacts(invoice) };
  }

  /** Nobody is asked about what is so already. Throws the refusal of what cannot be. */
  protected abstract isDone(id: string, invoice: Invoice): boolean;
}
