import { circuitBreaker, CircuitState, handleWhenResult, type CircuitBreakerPolicy, type IBreaker } from 'cockatiel';
import { SlidingCount } from './sliding-count.js';

/** When the circuit opens, and how long it stays open. */
export interface BreakerOptions {
  /** Number of failures within the window that opens the circuit. */
  readonly failures: number;
  readonly windowMs: number;
  /** Milliseconds after which one call is let through, to probe whether the backend is back. */
  readonly openMs: number;
}

/** State of the circuit, as `/health` shows it. */
export type BreakerState = 'closed' | 'open' | 'half_open';

/** Wait that other callers are given while one call probes the backend. */
const PROBE_MS = 1_000;

/**
 * Rejects calls to a backend that has failed repeatedly: they would only wait for their own failure, and keep the backend
 * from recovering.
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

  /** Milliseconds for which the circuit rejects calls; 0 when it lets one through. */
  rejectsForMs(): number {
    // The library would make calls wait for the probe, even past their own deadlines.
    if (this.state === 'half_open') return PROBE_MS;
    return this.state === 'open' ? Math.max(0, this.openedAt + this.options.openMs - Date.now()) : 0;
  }

  /** Runs a call and counts its outcome. Call it only when `rejectsForMs()` is 0. */
  run(call: () => Promise<Outcome>): Promise<Outcome> {
    return this.policy.execute(call);
  }
}

/** Below this share of failures a backend still serves most calls, and an open circuit would turn that into an outage. */
const MIN_FAILURE_SHARE = 0.5;

/** Opens the circuit when the window has enough failures and they are at least half of the calls. */
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
    return (
      failures >= this.options.failures &&
      failures >= this.successes.total() * (MIN_FAILURE_SHARE / (1 - MIN_FAILURE_SHARE))
    );
  }
}
