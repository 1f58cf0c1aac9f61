import { Inject, Injectable } from '@nestjs/common';
import type { Question, Questioner } from '../../mcp/decorators/confirmation.js';
import type { ToolCall } from '../../mcp/invocation/tool-call.js';
import type { Invoice } from '../invoice.js';
import { INVOICES_OPTIONS, type InvoicesOptions } from '../invoices.options.js';
import { InvoicesApiService, type Payment } from '../invoices-api.service.js';
import { isAbove, isSendable, sameAmount } from '../money.js';
import { isPaidBy } from '../lifecycle/payment-state.js';
import { invoiceFacts, invoiceLines, questionText } from './invoice-facts.js';
import { quoted, word } from './told.js';

/** Arguments of `mark_invoice_paid`, as far as the question goes. */
type PaymentInput = Payment & { readonly id: string };

/** Asks about a payment, when it or its invoice is large enough. */
@Injectable()
export class PaymentQuestion implements Questioner<PaymentInput> {
  constructor(
    private readonly invoices: InvoicesApiService,
    @Inject(INVOICES_OPTIONS) private readonly options: InvoicesOptions,
  ) {}

  isNeeded(): boolean {
    return this.options.confirmPayments !== 'none';
  }

  async question(input: PaymentInput, call: ToolCall, asks: string): Promise<Question<PaymentInput> | undefined> {
    const { id, ...payment } = input;
    call.subject = id;
    const invoice = await this.invoices.get(id, call);
    // Nobody is asked about what cannot be, or is there already.
    if (isPaidBy(id, payment, invoice) || !this.isLarge(payment, invoice)) return undefined;
    // What the backend takes by itself is the amount of a moment later; what was confirmed is this one.
    const amount_paid = payment.amount_paid ?? (isSendable(invoice.amount) ? invoice.amount : undefined);
    return {
      message: questionText(asks, [...invoiceLines(invoice), ...paymentLines(payment, invoice)]),
      facts: { ...invoiceFacts(invoice), amount_paid: amount_paid ?? null },
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
      ? [`Paid: ${word(amount_paid)} ${word(currency)}, which is not the amount of the invoice`]
      : []),
    ...(payment_reference === undefined ? [] : [`Reference: ${quoted(payment_reference)}`]),
    ...(paid_at === undefined ? [] : [`Paid at: ${word(paid_at)}`]),
  ];
}
