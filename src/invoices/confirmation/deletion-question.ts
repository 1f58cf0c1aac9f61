import { Injectable } from '@nestjs/common';
import { InvoicesApiService } from '../invoices-api.service.js';
import { isRefused } from '../lifecycle/delete-draft.js';
import { InvoiceQuestion } from './invoice-question.js';

/** Asks before a draft is deleted. */
@Injectable()
export class DeletionQuestion extends InvoiceQuestion {
  protected readonly isDone = isRefused;

  constructor(invoices: InvoicesApiService) {
    super(invoices);
  }
}
