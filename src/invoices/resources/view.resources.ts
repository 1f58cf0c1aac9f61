import { Inject } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { ResourceProvider, View } from '../../mcp/index.js';
import { INVOICES_OPTIONS, type InvoicesOptions } from '../invoices.options.js';
import { INVOICE_LIST_VIEW, INVOICE_VIEW, OVERVIEW_VIEW } from '../view-addresses.js';

/** HTML views that hosts show for tool results. Each is read on request, because most processes never serve one. */
@ResourceProvider()
export class ViewResources {
  constructor(@Inject(INVOICES_OPTIONS) private readonly options: InvoicesOptions) {}

  @View({
    uri: INVOICE_VIEW,
    name: 'invoice-view',
    title: 'Invoice, to look at',
    description: 'One invoice, with buttons for the steps that its status allows',
  })
  async invoice(): Promise<string> {
    return this.read('invoice');
  }

  @View({
    uri: INVOICE_LIST_VIEW,
    name: 'invoice-list-view',
    title: 'Invoices, to look through',
    description: 'A list of invoices to filter, sort and page through, each of which opens',
  })
  async invoiceList(): Promise<string> {
    return this.read('invoice-list');
  }

  @View({
    uri: OVERVIEW_VIEW,
    name: 'overview-view',
    title: 'Figures, to look at',
    description: 'Totals, what is overdue, revenue over time and the best customers, by currency',
  })
  async overview(): Promise<string> {
    return this.read('overview');
  }

  private async read(name: string): Promise<string> {
    return readFile(new URL(`${name}.html`, this.options.viewsFolder), 'utf8');
  }
}
