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
import type { UpstreamRequest, UpstreamResponse, UpstreamScope } from './upstream.types.js';

/** Seconds after which a call that found the queue full may try again. */
const OVERFLOW_SECONDS = 1;

/**
 * Sends requests to the backend within the deadlines of their calls, with bounded retries, a circuit breaker and a
 * concurrency limit. All callers share these three, so that the failures seen by one caller also protect the calls of others. Keys, headers and bodies
 * are never stored.
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

  /** State of the circuit breaker, for health reports. */
  get breakerState(): BreakerState {
    return this.breaker.state;
  }

  /** Resolves with the response, whatever its status, or throws an `UpstreamError`. */
  async request(request: UpstreamRequest, scope: UpstreamScope): Promise<UpstreamResponse> {
    this.retries.recordCall();
    if (!request.reserve) return this.sendWithRetries(request, scope, scope);
    const bounded = withReserve(scope, request.reserve);
    try {
      return await this.sendWithRetries(request, scope, bounded.scope);
    } finally {
      bounded.release();
    }
  }

  /** Sends a request, with retries, until its outcome is final or the time of `bounded` is used up. */
  private async sendWithRetries(
    request: UpstreamRequest,
    scope: UpstreamScope,
    bounded: UpstreamScope,
  ): Promise<UpstreamResponse> {
    let retries = 0;
    let resends = 0;
    let earlierAttemptLost = false;
    let retriedStaleConnection = false;
    for (;;) {
      const outcome = await this.attempt(request, bounded, resends);
      if (isStale(outcome) && request.repeat === 'safe' && !retriedStaleConnection) {
        retriedStaleConnection = true;
      } else {
        const wait = this.waitBeforeRetry(outcome, request, retries, bounded);
        if (wait === undefined) return finalResponse(outcome, earlierAttemptLost, scope);
        retries += 1;
        // A canceled call ends the wait early; the next attempt then returns the reason.
        await pause(wait, bounded.cancellation);
      }
      resends += 1;
      earlierAttemptLost ||= mayHaveHappened(outcome);
    }
  }

  private attempt(request: UpstreamRequest, scope: UpstreamScope, resends: number): Promise<Outcome> | Outcome {
    const { cancellation } = scope;
    if (cancellation.aborted) return cancellationError(cancellation, false);
    return (
      this.circuitOpenError() ??
      this.concurrency.run(
        // The circuit may have opened while the call waited for its turn.
        () => this.circuitOpenError() ?? this.breaker.run(() => this.sender.send(request, scope, resends)),
        cancellation,
        () => this.notSentError('overloaded', OVERFLOW_SECONDS),
        () => cancellationError(cancellation, false),
      )
    );
  }

  private circuitOpenError(): UpstreamError | undefined {
    const forMs = this.breaker.rejectsForMs();
    return forMs > 0 ? this.notSentError('circuit_open', Math.ceil(forMs / 1000)) : undefined;
  }

  private notSentError(reason: 'circuit_open' | 'overloaded', retryAfterSeconds: number): UpstreamError {
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
    // The breaker would reject the next attempt, and hide what really happened.
    if (this.breaker.rejectsForMs() > wait) return undefined;
    return this.retries.take() ? wait : undefined;
  }
}

/** A canceled probe has not shown that the backend is back, so it counts as a failure. */
const isFailure = (outcome: Outcome, isProbe: boolean): boolean =>
  isBackendFailure(outcome) || (isProbe && outcome instanceof UpstreamError);

const isStale = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError && outcome.details.staleConnection === true;

/** Whether the backend may have carried out an attempt that brought no usable response. */
const mayHaveHappened = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError ? outcome.mayHaveArrived : outcome.status >= 500;

/** Returns or throws the last outcome, marked when the backend may have carried out an earlier attempt. */
function finalResponse(outcome: Outcome, earlierAttemptLost: boolean, scope: UpstreamScope): UpstreamResponse {
  if (outcome instanceof UpstreamError) {
    throw earlierAttemptLost ? new UpstreamError(outcome.reason, true, outcome.details) : outcome;
  }
  scope.backendStatus = outcome.status;
  return earlierAttemptLost ? { ...outcome, earlierAttemptLost } : outcome;
}
