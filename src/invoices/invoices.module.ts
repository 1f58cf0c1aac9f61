import { Module } from '@nestjs/common';
import { InvoicesApiService } from './invoices-api.service.js';
import { INVOICE_TOOLS } from './tools/index.js';

/** Everything that knows what an invoice is. */
@Module({ providers: [InvoicesApiService, ...INVOICE_TOOLS] })
export class InvoicesModule {}
