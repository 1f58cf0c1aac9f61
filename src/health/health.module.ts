import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { BackendIndicator } from './backend.indicator.js';
import { HealthController } from './health.controller.js';
import { Lifecycle } from './lifecycle.js';
import { Load } from './load.js';

/** Probes, and the state of the process that they report. */
@Module({
  // Its logger would repeat the response of every probe.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [BackendIndicator, Lifecycle, Load],
  exports: [Lifecycle, Load],
})
export class HealthModule {}
