import { Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { confirmedInvoiceState, invoiceLines, promptText } from './invoice-details.js';

/** Base of the prompts that ask before an invoice, given by its `id`, is changed. */
@Injectable()
export abstract class InvoicePrompt implements ConfirmationPrompt<{ readonly id: string }> {
  constructor(private readonly invoices: InvoicesApiService) {}

  async request(
    { id }: { readonly id: string },
    call: ToolCall,
    message: string,
  ): Promise<ConfirmationRequest<{ id: string }> | undefined> {
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    if (this.isApplied(id, invoice)) return undefined;
    return { message: promptText(message, invoiceLines(invoice)), confirmedState: confirmedInvoiceState(invoice) };
  }

  /** Whether the transition has already happened, so that nobody is asked. Throws when the status does not allow it. */
  protected abstract isApplied(id: string, invoice: Invoice): boolean;
}
