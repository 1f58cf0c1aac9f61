import { Inject, Injectable } from '@nestjs/common';
import { Telemetry } from '../observability/telemetry.js';
import { CircuitBreaker, type BreakerState } from './circuit-breaker.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { HttpSender } from './http-sender.js';
import { pause, withReserve } from './reserved-time.js';
import { RetryBudget } from './retry-budget.js';
import { isBackendFailure, retryWait, type Outcome } from './retry-policy.js';
import { cancellationError, UpstreamError } from './upstream.error.js';
import { UPSTREAM_OPTIONS, type UpstreamOptions } from './upstream.options.js';
import type { UpstreamResponse, UpstreamRequest, UpstreamScope } from './upstream.types.js';

/** What the caller of an overflowing queue is told to wait. */
const OVERFLOW_SECONDS = 1;

/**
 * Sends requests to the one backend of this process, within the time of their calls: with bounded repetition, a breaker
 * and a bound on concurrency. These see outcomes of every caller, so that each learns from all; keys, headers and bodies
 * are never kept.
 */
@Injectable()
export class UpstreamClient {
  private readonly breaker: CircuitBreaker<Outcome>;
  private readonly concurrency: ConcurrencyLimit;
  private readonly retries = new RetryBudget();

  constructor(
    private readonly sender: HttpSender,
    private readonly telemetry: Telemetry,
    @Inject(UPSTREAM_OPTIONS) options: UpstreamOptions,
  ) {
    this.breaker = new CircuitBreaker(options.breaker, isFailure);
    this.concurrency = new ConcurrencyLimit(options.concurrency);
    telemetry.registerGauge('breaker', () => this.breaker.state);
    telemetry.registerGauge('backendRunning', () => this.concurrency.running);
    telemetry.registerGauge('backendQueued', () => this.concurrency.waiting);
  }

  /** State of the breaker, for people. */
  get breakerState(): BreakerState {
    return this.breaker.state;
  }

  /** Resolves with the answer, whatever its status, or throws an `UpstreamFault`. */
  async request(request: UpstreamRequest, scope: UpstreamScope): Promise<UpstreamResponse> {
    this.retries.called();
    if (!request.reserve) return this.settle(request, scope, scope);
    const bounded = withReserve(scope, request.reserve);
    try {
      return await this.settle(request, scope, bounded.scope);
    } finally {
      bounded.release();
    }
  }

  /** Sends a request until nothing more can be had of it within its own time. */
  private async settle(
    request: UpstreamRequest,
    scope: UpstreamScope,
    bounded: UpstreamScope,
  ): Promise<UpstreamResponse> {
    let retries = 0;
    let resends = 0;
    let lostBefore = false;
    let metStaleConnection = false;
    for (;;) {
      const outcome = await this.attempt(request, bounded, resends);
      if (isStale(outcome) && request.repeat === 'safe' && !metStaleConnection) {
        metStaleConnection = true;
      } else {
        const wait = this.waitBeforeRetry(outcome, request, retries, bounded);
        if (wait === undefined) return settled(outcome, lostBefore, scope);
        retries += 1;
        // When the end of the call ends the wait, the next attempt says why.
        await pause(wait, bounded.cancellation);
      }
      resends += 1;
      lostBefore ||= mayHaveHappened(outcome);
    }
  }

  private attempt(request: UpstreamRequest, scope: UpstreamScope, resends: number): Promise<Outcome> | Outcome {
    const { cancellation } = scope;
    if (cancellation.aborted) return cancellationError(cancellation, false);
    return (
      this.rejection() ??
      this.concurrency.run(
        // The circuit may have opened while this call waited for its turn.
        () => this.rejection() ?? this.breaker.run(() => this.sender.send(request, scope, resends)),
        cancellation,
        () => this.notSent('overloaded', OVERFLOW_SECONDS),
        () => cancellationError(cancellation, false),
      )
    );
  }

  private rejection(): UpstreamError | undefined {
    const forMs = this.breaker.rejectsForMs();
    return forMs > 0 ? this.notSent('circuit_open', Math.ceil(forMs / 1000)) : undefined;
  }

  private notSent(reason: 'circuit_open' | 'overloaded', retryAfterSeconds: number): UpstreamError {
    this.telemetry.notSent(reason);
    return new UpstreamError(reason, false, { retryAfterSeconds });
  }

  private waitBeforeRetry(
    outcome: Outcome,
    request: UpstreamRequest,
    retries: number,
    { deadline }: UpstreamScope,
  ): number | undefined {
    const wait = retryWait(outcome, request, retries);
    if (wait === undefined || performance.now() + wait >= deadline) return undefined;
    // The breaker would answer the next attempt itself, and hide what really happened.
    if (this.breaker.rejectsForMs() > wait) return undefined;
    return this.retries.take() ? wait : undefined;
  }
}

/** A probe that was called off has not shown that the backend is back. */
const isFailure = (outcome: Outcome, state: BreakerState): boolean =>
  isBackendFailure(outcome) || (state === 'half_open' && outcome instanceof UpstreamError);

const isStale = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError && outcome.details.staleConnection === true;

/** Whether an attempt may have been carried out although it brought no usable answer. */
const mayHaveHappened = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError ? outcome.mayHaveArrived : outcome.status >= 500;

/** The outcome of the last attempt, not forgetting that an earlier one may have been carried out. */
function settled(outcome: Outcome, lostBefore: boolean, scope: UpstreamScope): UpstreamResponse {
  if (outcome instanceof UpstreamError) {
    throw lostBefore ? new UpstreamError(outcome.reason, true, outcome.details) : outcome;
  }
  scope.backendStatus = outcome.status;
  return lostBefore ? { ...outcome, lostBefore } : outcome;
}
