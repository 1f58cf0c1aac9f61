import { ChaseOverdueInvoicesPrompt } from './chase-overdue-invoices.prompt.js';
import { CreateInvoiceFromTextPrompt } from './create-invoice-from-text.prompt.js';
import { MonthEndSummaryPrompt } from './month-end-summary.prompt.js';
import { ReconcilePaymentPrompt } from './reconcile-payment.prompt.js';

/** Every prompt of the product. */
export const INVOICE_PROMPTS = [
  ChaseOverdueInvoicesPrompt,
  CreateInvoiceFromTextPrompt,
  MonthEndSummaryPrompt,
  ReconcilePaymentPrompt,
];
