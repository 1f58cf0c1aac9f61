import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { randomUUID } from 'node:crypto';
import { UpstreamClient } from '../upstream/upstream.client.js';
import { UpstreamError } from '../upstream/upstream.error.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from '../upstream/upstream.options.js';

const TIMEOUT_MS = 2_000;
/** The endpoint is open to anyone who can reach it: however often it is asked, the backend is asked this seldom. */
const CACHE_MS = 5_000;

/**
 * Whether the backend answers our key. It asks for one invoice, as only the invoices paths are appended to the base
 * address; the health endpoint of the backend may live elsewhere.
 */
@Injectable()
export class BackendIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly upstream: UpstreamClient,
    @Inject(UPSTREAM_OPTIONS) private readonly options: UpstreamOptions,
  ) {}

  /** `up`, or `degraded` with a reason: this server still answers, with errors that say what is wrong. */
  async check(): Promise<HealthIndicatorResult> {
    const session = this.indicators.check('backend');
    const result = await session
      .attempt(({ signal }) => this.probe(signal))
      .withTimeout(TIMEOUT_MS)
      .cacheFor(CACHE_MS);
    const { reason } = result.backend as { reason?: string };
    // Not from the cache: it changes at once with what the calls meet.
    const circuit = this.upstream.breakerState;
    if (result.backend.status === 'down') return session.degraded({ reason: 'timeout', circuit });
    return reason === undefined ? session.up({ circuit }) : session.degraded({ reason, circuit });
  }

  private async probe(cancellation: AbortSignal): Promise<{ reason?: string }> {
    try {
      const request = { method: 'GET', path: '/invoices', query: { limit: 1 }, repeat: 'unsent' } as const;
      const deadline = performance.now() + TIMEOUT_MS;
      const { status } = await this.upstream.request(request, { cancellation, deadline, requestId: randomUUID() });
      // Where every caller brings a key, a backend that asks for one is well.
      const isWell = status === 200 || (!this.options.apiKey && (status === 401 || status === 403));
      return isWell ? {} : { reason: `status_${status}` };
    } catch (thrown) {
      return { reason: thrown instanceof UpstreamError ? thrown.reason : 'unknown' };
    }
  }
}
