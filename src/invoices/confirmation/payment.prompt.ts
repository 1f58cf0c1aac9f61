import { Inject, Injectable } from '@nestjs/common';
import type { ConfirmationPrompt, ConfirmationRequest, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { INVOICES_OPTIONS, type InvoicesOptions } from '../invoices.options.js';
import { InvoicesApiService, type Payment } from '../invoices-api.service.js';
import { isAbove, isSendable, sameAmount } from '../money.js';
import { quoteUnlessIdentifier, quoteUntrusted } from '../sanitize/untrusted-text.js';
import { isPaidBy } from '../transitions/payment-state.js';
import { confirmedInvoiceState, invoiceLines, promptText } from './invoice-details.js';

/** Arguments of `mark_invoice_paid`. */
type PaymentInput = Payment & { readonly id: string };

/** Asks before a payment is recorded, if the payment or its invoice exceeds the configured limit. */
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
    message: string,
  ): Promise<ConfirmationRequest<PaymentInput> | undefined> {
    const { id, ...payment } = input;
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    if (isPaidBy(id, payment, invoice) || !this.isLarge(payment, invoice)) return undefined;
    // Without an amount the backend would take the invoice's, which may have changed since the person confirmed it.
    const amount_paid = payment.amount_paid ?? (isSendable(invoice.amount) ? invoice.amount : undefined);
    return {
      message: promptText(message, [...invoiceLines(invoice), ...paymentLines(payment, invoice)]),
      confirmedState: { ...confirmedInvoiceState(invoice), amount_paid: amount_paid ?? null },
      input: { ...input, ...(amount_paid !== undefined && { amount_paid }) },
    };
  }

  /** Either amount counts: a small payment that settles a large invoice gives up the rest of it. */
  private isLarge({ amount_paid }: Payment, { amount, currency }: Invoice): boolean {
    const limits = this.options.confirmPayments;
    if (limits === 'all' || limits === 'none') return limits === 'all';
    const limit = Object.hasOwn(limits.byCurrency, currency) ? limits.byCurrency[currency] : limits.others;
    // Limits do not convert between currencies, so a currency without a limit always needs confirmation.
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
