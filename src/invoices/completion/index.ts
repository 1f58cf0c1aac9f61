import { CurrencyCompleter } from './currency.completer.js';
import { InvoiceReferenceCompleter } from './invoice-reference.completer.js';
import { MonthCompleter } from './month.completer.js';
import { OverdueCustomerCompleter } from './overdue-customer.completer.js';

/** Every completer of the product. */
export const INVOICE_COMPLETERS = [
  CurrencyCompleter,
  InvoiceReferenceCompleter,
  MonthCompleter,
  OverdueCustomerCompleter,
];
