import { Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { confirmedInvoiceState, invoiceLines, promptText } from './invoice-details.js';

/** Asks about a step with one invoice, whatever tool takes it: its arguments have an `id`. */
@Injectable()
export abstract class InvoicePrompt implements ConfirmationPrompt<{ readonly id: string }> {
  constructor(private readonly invoices: InvoicesApiService) {}

  async request(
    { id }: { readonly id: string },
    call: ToolCall,
    asks: string,
  ): Promise<ConfirmationRequest<{ id: string }> | undefined> {
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    if (this.isApplied(id, invoice)) return undefined;
    return { message: promptText(asks, invoiceLines(invoice)), confirmedState: confirmedInvoiceState(invoice) };
  }

  /** Nobody is asked about what is so already. Throws the refusal of what cannot be. */
  protected abstract isApplied(id: string, invoice: Invoice): boolean;
}
