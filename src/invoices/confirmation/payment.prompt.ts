import { Inject, Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { INVOICES_OPTIONS, type InvoicesOptions } from '../invoices.options.js';
import { InvoicesApiService, type Payment } from '../invoices-api.service.js';
import { isAbove, isSendable, sameAmount } from '../money.js';
import { isPaidBy } from '../transitions/payment-state.js';
import { confirmedInvoiceState, invoiceLines, promptText } from './invoice-details.js';
import { quoteUntrusted, quoteUnlessIdentifier } from '../sanitize/untrusted-text.js';

/** Arguments of `mark_invoice_paid`, as far as the question goes. */
type PaymentInput = Payment & { readonly id: string };

/** Asks about a payment, when it or its invoice is large enough. */
@Injectable()
export class PaymentPrompt implements ConfirmationPrompt<PaymentInput> {
  constructor(
    private readonly invoices: InvoicesApiService,
    @Inject(INVOICES_OPTIONS) private readonly options: InvoicesOptions,
  ) {}

  isRequired(): boolean {
    return this.options.confirmPayments !== 'none';
  }

  async request(
    input: PaymentInput,
    call: ToolCall,
    asks: string,
  ): Promise<ConfirmationRequest<PaymentInput> | undefined> {
    const { id, ...payment } = input;
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    // Nobody is asked about what cannot be, or is there already.
    if (isPaidBy(id, payment, invoice) || !this.isLarge(payment, invoice)) return undefined;
    // What the backend takes by itself is the amount of a moment later; what was confirmed is this one.
    const amount_paid = payment.amount_paid ?? (isSendable(invoice.amount) ? invoice.amount : undefined);
    return {
      message: promptText(asks, [...invoiceLines(invoice), ...paymentLines(payment, invoice)]),
      confirmedState: { ...confirmedInvoiceState(invoice), amount_paid: amount_paid ?? null },
      input: { ...input, ...(amount_paid !== undefined && { amount_paid }) },
    };
  }

  /** Either amount counts: a small payment that settles a large invoice gives up the rest of it. */
  private isLarge({ amount_paid }: Payment, { amount, currency }: Invoice): boolean {
    const limits = this.options.confirmPayments;
    if (limits === 'all' || limits === 'none') return limits === 'all';
    const limit = Object.hasOwn(limits.byCurrency, currency) ? limits.byCurrency[currency] : limits.others;
    // One unit of a currency says nothing about one of another, so what has no limit is asked about.
    return limit === undefined || isAbove(amount, limit) || (amount_paid !== undefined && isAbove(amount_paid, limit));
  }
}

function paymentLines({ amount_paid, payment_reference, paid_at }: Payment, { amount, currency }: Invoice): string[] {
  return [
    ...(amount_paid !== undefined && !sameAmount(amount_paid, amount)
      ? [
          `Paid: ${quoteUnlessIdentifier(amount_paid)} ${quoteUnlessIdentifier(currency)}, which is not the amount of the invoice`,
        ]
      : []),
    ...(payment_reference === undefined ? [] : [`Reference: ${quoteUntrusted(payment_reference)}`]),
    ...(paid_at === undefined ? [] : [`Paid at: ${quoteUnlessIdentifier(paid_at)}`]),
  ];
}
