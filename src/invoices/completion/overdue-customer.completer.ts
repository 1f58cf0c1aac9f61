import { Injectable } from '@nestjs/common';
import type { Completer, ToolCall } from '../../mcp/index.js';
import { InvoicesApiService } from '../invoices-api.service.js';
import { isSuggestible } from './suggestible.js';

/** Overdue invoices to take addresses from. */
const ROWS = 200;

/** Suggests billing addresses of customers with overdue invoices, for a part of the address or name. */
@Injectable()
export class OverdueCustomerCompleter implements Completer {
  constructor(private readonly invoices: InvoicesApiService) {}

  async complete(typed: string, call: ToolCall): Promise<readonly string[]> {
    const text = typed.trim().toLowerCase();
    const overdue = await this.invoices.list({ status: 'overdue', limit: ROWS, offset: 0 }, call);
    const matching = overdue.filter(({ customer_email, customer_name }) =>
      [customer_email, customer_name].some((part) => part?.toLowerCase().includes(text)),
    );
    return [...new Set(matching.flatMap(({ customer_email }) => customer_email ?? []))].filter(isSuggestible);
  }
}
