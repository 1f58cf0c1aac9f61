import { Injectable } from '@nestjs/common';
import type { Completer, ToolCall } from '../../mcp/index.js';
import type { Invoice } from '../invoice.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { isSuggestible } from './suggestible.js';

/** Rows requested: one more than a completion result may have. */
const ROWS = 101;

/** Suggests invoice ids and numbers for the beginning of an id, or a part of a number or customer name. */
@Injectable()
export class InvoiceReferenceCompleter implements Completer {
  constructor(private readonly invoices: InvoicesApiService) {}

  async complete(typed: string, call: ToolCall): Promise<readonly string[]> {
    const text = typed.trim();
    if (!isSuggestible(text)) return [];
    // The backend searches numbers and names but not ids, so ids are matched among the newest invoices.
    const [newest, found] = await Promise.all([
      this.invoices.list({ limit: ROWS, offset: 0 }, call),
      text === '' ? [] : this.invoices.list({ search: text, limit: ROWS, offset: 0 }, call),
    ]);
    const numbers = (text === '' ? newest : found).map(reference);
    const ids = text === '' ? [] : newest.map(({ id }) => id).filter((id) => startsWith(id, text));
    return [...new Set([...numbers, ...ids])].filter(isSuggestible);
  }
}

/** The invoice number, which people know, or else the id. */
const reference = ({ number, id }: Invoice): string => number || id;

const startsWith = (id: string, typed: string): boolean => id.toLowerCase().startsWith(typed.toLowerCase());
