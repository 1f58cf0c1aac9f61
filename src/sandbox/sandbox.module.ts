import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AnalyticsController } from './analytics/analytics.controller.js';
import { DATABASE, type SandboxDatabase } from './database/open-database.js';
import { FastApiFilter } from './errors/fastapi.filter.js';
import { FaultsController } from './faults/faults.controller.js';
import { FaultHooks } from './faults/faults.hooks.js';
import { FaultsService } from './faults/faults.service.js';
import { HealthController } from './health/health.controller.js';
import { InvoicesController } from './invoices/invoices.controller.js';
import { InvoicesRepository } from './invoices/invoices.repository.js';
import { InvoicesService } from './invoices/invoices.service.js';

/** An Orvion-compatible invoices API on its own database. */
@Module({})
export class SandboxModule {
  static forRoot(database: SandboxDatabase): DynamicModule {
    return {
      module: SandboxModule,
      // Analytics come first: otherwise their paths would match as invoice ids.
      controllers: [AnalyticsController, InvoicesController, HealthController, FaultsController],
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: APP_FILTER, useClass: FastApiFilter },
        InvoicesRepository,
        InvoicesService,
        FaultsService,
        FaultHooks,
      ],
    };
  }
}
