import { Controller, Get } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { BackendIndicator } from './backend.indicator.js';
import { Lifecycle } from './lifecycle.js';
import { Load } from './load.js';

/** Probes for Kubernetes, and a status page. They need no authentication and reveal no versions, addresses or names. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly lifecycle: Lifecycle,
    private readonly backend: BackendIndicator,
    private readonly load: Load,
  ) {}

  /** Liveness: always 200, even while draining, as a restart would cut calls off. */
  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * Readiness: 503 while the process starts, drains or sheds load. The backend does not count, as its failure would take
   * all replicas out of the service at once.
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

  /** Status for people: a failing backend makes it `degraded`, still with 200. */
  @Get('health')
  async all(): Promise<HealthCheckResult> {
    return this.health.check([() => this.backend.check()]);
  }
}
