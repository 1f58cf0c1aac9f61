import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { randomUUID } from 'node:crypto';
import { UpstreamClient } from '../upstream/upstream.client.js';
import { UpstreamError } from '../upstream/upstream.error.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from '../upstream/upstream.options.js';

const TIMEOUT_MS = 2_000;
/** The health endpoint is open to everyone, so its callers must not decide how often the backend is called. */
const CACHE_MS = 5_000;

/**
 * Health indicator of the backend and our key. It requests one invoice: only the invoices paths are known to exist below
 * the base address, not a health endpoint.
 */
@Injectable()
export class BackendIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly upstream: UpstreamClient,
    @Inject(UPSTREAM_OPTIONS) private readonly options: UpstreamOptions,
  ) {}

  /** Returns `up`, or `degraded` with a reason: without its backend this server still responds, with helpful errors. */
  async check(): Promise<HealthIndicatorResult> {
    const session = this.indicators.check('backend');
    const result = await session
      .attempt(({ signal }) => this.probe(signal))
      .withTimeout(TIMEOUT_MS)
      .cacheFor(CACHE_MS);
    const { reason } = result.backend as { reason?: string };
    // Not from the cache: the breaker can change between two probes.
    const circuit = this.upstream.breakerState;
    if (result.backend.status === 'down') return session.degraded({ reason: 'timeout', circuit });
    return reason === undefined ? session.up({ circuit }) : session.degraded({ reason, circuit });
  }

  private async probe(signal: AbortSignal): Promise<{ reason?: string }> {
    try {
      const request = { method: 'GET', path: '/invoices', query: { limit: 1 }, repeat: 'unsent' } as const;
      const deadline = performance.now() + TIMEOUT_MS;
      const { status } = await this.upstream.request(request, {
        cancellation: signal,
        deadline,
        requestId: randomUUID(),
      });
      // Where every caller brings a key, a backend that requires one is healthy.
      const isHealthy = status === 200 || (!this.options.apiKey && (status === 401 || status === 403));
      return isHealthy ? {} : { reason: `status_${status}` };
    } catch (thrown) {
      return { reason: thrown instanceof UpstreamError ? thrown.reason : 'unknown' };
    }
  }
}
