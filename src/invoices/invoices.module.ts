import { Module } from '@nestjs/common';
import { INVOICE_COMPLETERS } from './completion/index.js';
import { InvoicesApiService } from './invoices-api.service.js';
import { INVOICE_PROMPTS } from './prompts/index.js';
import { INVOICE_RESOURCES } from './resources/index.js';
import { INVOICE_TOOLS } from './tools/index.js';

/** Everything that knows what an invoice is. */
@Module({
  providers: [InvoicesApiService, ...INVOICE_TOOLS, ...INVOICE_RESOURCES, ...INVOICE_PROMPTS, ...INVOICE_COMPLETERS],
})
export class InvoicesModule {}
