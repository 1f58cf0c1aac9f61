import { Injectable } from '@nestjs/common';
import type { Completer, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { isSuggestible } from './suggestible.js';

/** Rows asked for at once: one more than an answer can have. */
const ROWS = 101;

/** Suggests ids and numbers of invoices: by the beginning of an id, by a part of a number, or by the name of a customer. */
@Injectable()
export class InvoiceReferenceCompleter implements Completer {
  constructor(private readonly invoices: InvoicesApiService) {}

  async complete(typed: string, call: ToolCall): Promise<readonly string[]> {
    const text = typed.trim();
    if (!isSuggestible(text)) return [];
    // The backend searches numbers and names, but not ids: those are looked for among the newest invoices.
    const [newest, found] = await Promise.all([
      this.invoices.list({ limit: ROWS, offset: 0 }, call),
      text === '' ? [] : this.invoices.list({ search: text, limit: ROWS, offset: 0 }, call),
    ]);
    const numbers = (text === '' ? newest : found).map(reference);
    const ids = text === '' ? [] : newest.map(({ id }) => id).filter((id) => startsWith(id, text));
    return [...new Set([...numbers, ...ids])].filter(isSuggestible);
  }
}

/** What a person knows an invoice by. */
const reference = ({ number, id }: Invoice): string => number || id;

const startsWith = (id: string, typed: string): boolean => id.toLowerCase().startsWith(typed.toLowerCase());
