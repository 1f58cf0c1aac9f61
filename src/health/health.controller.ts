import { Controller, Get } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { BackendIndicator } from './backend.indicator.js';
import { Lifecycle } from './lifecycle.js';
import { Load } from './load.js';

/** Probes for Kubernetes and a page for people. None needs a key, none tells versions, addresses or names. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly lifecycle: Lifecycle,
    private readonly backend: BackendIndicator,
    private readonly load: Load,
  ) {}

  /** The process runs. It depends on nothing, and stays 200 while draining: a restart would cut calls off. */
  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * The process wants traffic: not while it starts or drains, nor while it turns calls away for being late. The backend
   * is left out: all replicas would leave the service at once.
   */
  @Get('readyz')
  async ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => {
        const indicator = this.indicators.check('server');
        const { phase } = this.lifecycle;
        if (phase !== 'ready') return indicator.down({ phase });
        return this.load.shedding ? indicator.down({ phase: 'shedding' }) : indicator.up();
      },
    ]);
  }

  /** For people: a backend that is down makes it `degraded`, still 200. */
  @Get('health')
  async all(): Promise<HealthCheckResult> {
    return this.health.check([() => this.backend.check()]);
  }
}
