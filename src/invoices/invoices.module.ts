import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { INVOICE_COMPLETERS } from './completion/index.js';
import { CancellationPrompt } from './confirmation/cancellation.prompt.js';
import { CreationPrompt } from './confirmation/creation.prompt.js';
import { DeletionPrompt } from './confirmation/deletion.prompt.js';
import { PaymentPrompt } from './confirmation/payment.prompt.js';
import { InvoicesApiService } from './invoices-api.service.js';
import { INVOICES_OPTIONS, type InvoicesOptions } from './invoices.options.js';
import { INVOICE_PROMPTS } from './prompts/index.js';
import { INVOICE_RESOURCES } from './resources/index.js';
import { INVOICE_TOOLS } from './tools/index.js';

const CONFIRMATION_PROMPTS = [CancellationPrompt, CreationPrompt, DeletionPrompt, PaymentPrompt];

/** The tools, resources, prompts and completers of invoices. */
@Module({})
export class InvoicesModule {
  /** Takes its options from a factory, as the modules of Nest do. */
  static forRootAsync(options: Pick<FactoryProvider<InvoicesOptions>, 'inject' | 'useFactory'>): DynamicModule {
    return {
      module: InvoicesModule,
      providers: [
        { provide: INVOICES_OPTIONS, ...options },
        InvoicesApiService,
        ...CONFIRMATION_PROMPTS,
        ...INVOICE_TOOLS,
        ...INVOICE_RESOURCES,
        ...INVOICE_PROMPTS,
        ...INVOICE_COMPLETERS,
      ],
    };
  }
}
