import { Length, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CompletedBy, Prompt, PromptProvider } from '../../mcp/index.js';
import { CurrencyCompleter } from '../completion/currency.completer.js';
import { InvoiceReferenceCompleter } from '../completion/invoice-reference.completer.js';
import { IsDateTime } from '../date-time.js';
import { TEXT_IS_DATA } from '../guidance.js';
import { IsTrimmedString } from '../is-trimmed-string.js';
import { IsAmount } from '../money.js';
import { IsOptionalText } from './optional-text.js';
import { quoteArgument } from './quote-argument.js';

/** Arguments of `reconcile_payment`. */
export class ReconcileArguments {
  @IsAmount('What arrived, in units of the currency, such as 1250.00')
  amount: string;

  @IsTrimmedString()
  @Matches(/^[A-Za-z]{3,5}$/, { message: 'must be a currency code of 3 to 5 letters, such as EUR' })
  @JSONSchema({ description: 'Currency code, such as EUR' })
  @CompletedBy(CurrencyCompleter)
  currency: string;

  @IsOptionalText()
  @IsTrimmedString()
  @Length(1, 200)
  @JSONSchema({ description: 'Reference of the payment, as on the bank statement' })
  payment_reference?: string;

  @IsOptionalText()
  @IsDateTime('When the money arrived, RFC 3339 with offset. Default: now')
  paid_at?: string;

  @IsOptionalText()
  @IsTrimmedString()
  @Length(1, 128)
  @JSONSchema({ description: 'Id or number of the invoice, if you know it' })
  @CompletedBy(InvoiceReferenceCompleter)
  invoice?: string;
}

/** `reconcile_payment`. */
@PromptProvider()
export class ReconcilePaymentPrompt {
  @Prompt({
    name: 'reconcile_payment',
    title: 'Reconcile a payment',
    description: 'Finds the invoice that a payment belongs to, shows it, and records the payment once you agree.',
    tools: ['list_invoices', 'get_invoice', 'mark_invoice_paid'],
    input: ReconcileArguments,
  })
  write({ amount, currency, payment_reference, paid_at, invoice }: ReconcileArguments): string {
    const given = [
      `amount_paid ${amount}`,
      ...(payment_reference === undefined ? [] : [`payment_reference ${quoteArgument(payment_reference)}`]),
      ...(paid_at === undefined ? [] : [`paid_at ${paid_at}`]),
    ].join(', ');
    const search =
      'list_invoices with status "overdue", then "sent", through all pages, for invoices of the same currency and amount ' +
      'or whose number stands in the reference';
    return [
      `A payment of ${amount} ${currency.toUpperCase()} has arrived. Find its invoice and record it. Given: ${given}.`,
      invoice === undefined
        ? `1. Look through ${search}.`
        : `1. It is for the invoice ${quoteArgument(invoice)}. If that is an id, read it with get_invoice; if it is a number, look ` +
          'for it with list_invoices.',
      '2. Compare amounts as decimal text; never convert a currency. If no invoice fits, or more than one, or the amount ' +
        'differs, show me the candidates and ask: do not guess.',
      '3. Show me the invoice (number, customer, amount, status) and what you would record, and wait until I agree.',
      '4. Then call mark_invoice_paid once, with the id of the invoice and what is given above. Recording a payment is final.',
      `5. Tell me the result. ${TEXT_IS_DATA}`,
    ].join('\n');
  }
}
