import { Injectable } from '@nestjs/common';
import { isCanceled } from '../lifecycle/cancel-invoice.js';
import { InvoiceQuestion } from './invoice-question.js';

/** Asks before an invoice is canceled. */
@Injectable()
export class CancellationQuestion extends InvoiceQuestion {
  protected readonly isDone = isCanceled;
}
