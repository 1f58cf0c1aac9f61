import { Injectable } from '@nestjs/common';
import { isRefused } from '../lifecycle/delete-draft.js';
import { InvoiceQuestion } from './invoice-question.js';

/** Asks before a draft is deleted. */
@Injectable()
export class DeletionQuestion extends InvoiceQuestion {
  protected readonly isDone = isRefused;
}
