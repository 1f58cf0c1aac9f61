import { Injectable } from '@nestjs/common';
import { isCanceled } from '../transitions/cancel-invoice.js';
import { InvoicePrompt } from './invoice.prompt.js';

/** Asks before an invoice is canceled. */
@Injectable()
export class CancellationPrompt extends InvoicePrompt {
  protected readonly isApplied = isCanceled;
}
