import { circuitBreaker, CircuitState, handleWhenResult, type CircuitBreakerPolicy, type IBreaker } from 'cockatiel';
import { SlidingCount } from './sliding-count.js';

/** When the circuit opens, and for how long. */
export interface BreakerOptions {
  /** So many failures within the window open it. */
  readonly failures: number;
  readonly windowMs: number;
  /** After so long, one call is let through to see whether the backend is back. */
  readonly openMs: number;
}

/** As `/health` shows it. */
export type BreakerState = 'closed' | 'open' | 'half_open';

/** What is left to say to a caller while the one call that probes the backend is under way. */
const PROBE_MS = 1_000;

/**
 * Keeps calls from a backend that has just failed repeatedly: they would only wait for their own failure, and keep the
 * backend from getting up.
 */
export class CircuitBreaker<Outcome> {
  private readonly policy: CircuitBreakerPolicy;
  private openedAt = 0;

  constructor(
    private readonly options: BreakerOptions,
    isFailure: (outcome: Outcome, state: BreakerState) => boolean,
  ) {
    this.policy = circuitBreaker(
      handleWhenResult((outcome) => isFailure(outcome as Outcome, this.state)),
      { halfOpenAfter: options.openMs, breaker: new FailureWindow(options) },
    );
    this.policy.onBreak(() => (this.openedAt = Date.now()));
  }

  get state(): BreakerState {
    if (this.policy.state === CircuitState.Open) return 'open';
    return this.policy.state === CircuitState.HalfOpen ? 'half_open' : 'closed';
  }

  /** Milliseconds for which no further call is let through; 0 when one is. */
  rejectsForMs(): number {
    // The library would let calls wait for the probe, past their own deadlines.
    if (this.state === 'half_open') return PROBE_MS;
    return this.state === 'open' ? Math.max(0, this.openedAt + this.options.openMs - Date.now()) : 0;
  }

  /** Runs a call and notes how it ended. To be asked only when `refusesForMs()` is 0. */
  run(call: () => Promise<Outcome>): Promise<Outcome> {
    return this.policy.execute(call);
  }
}

/** Failures below this share of all calls are a backend's bad luck, not its absence: they must not become an outage. */
const SHARE = 0.5;

/** Opens at so many failures in a window, when they are also at least half of the calls. */
class FailureWindow implements IBreaker {
  state: unknown;
  private readonly failures: SlidingCount;
  private readonly successes: SlidingCount;

  constructor(private readonly options: BreakerOptions) {
    this.failures = new SlidingCount(options.windowMs);
    this.successes = new SlidingCount(options.windowMs);
  }

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.failures.clear();
    this.successes.add();
  }

  failure(): boolean {
    this.failures.add();
    const failures = this.failures.total();
    return failures >= this.options.failures && failures >= this.successes.total() * (SHARE / (1 - SHARE));
  }
}
