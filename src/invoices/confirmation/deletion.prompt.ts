import { Injectable } from '@nestjs/common';
import { isDeleted } from '../transitions/delete-draft.js';
import { InvoicePrompt } from './invoice.prompt.js';

/** Asks before a draft is deleted. */
@Injectable()
export class DeletionPrompt extends InvoicePrompt {
  protected readonly isApplied = isDeleted;
}
