import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AnalyticsController } from './analytics/analytics.controller.js';
import { DATABASE, type SandboxDatabase } from './database/open-database.js';
import { FastApiFilter } from './errors/fastapi.filter.js';
import { FaultHooks } from './faults/faults.hooks.js';
import { FaultsController } from './faults/faults.controller.js';
import { FaultsService } from './faults/faults.service.js';
import { HealthController } from './health/health.controller.js';
import { InvoicesController } from './invoices/invoices.controller.js';
import { InvoicesRepository } from './invoices/invoices.repository.js';
import { InvoicesService } from './invoices/invoices.service.js';

/** An invoices API that is compatible with Orvion's, on a database of its own. */
@Module({})
export class SandboxModule {
  static forRoot(database: SandboxDatabase): DynamicModule {
    return {
      module: SandboxModule,
      // Analytics first: its paths would else be taken for invoice ids.
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
