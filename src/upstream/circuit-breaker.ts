import { SlidingCount } from './sliding-count.js';

/** When the circuit opens, and how long it stays open. */
export interface BreakerOptions {
  /** Number of failures within the window that opens the circuit, if they are at least half of the calls. */
  readonly failures: number;
  readonly windowMs: number;
  /** Milliseconds after which one call is let through, to probe whether the backend is back. */
  readonly openMs: number;
}

/** State of the circuit, as `/health` shows it. */
export type BreakerState = 'closed' | 'open' | 'half_open';

/** How long other callers are advised to wait while one call probes the backend. */
const PROBE_MS = 1_000;

/** Below this share of failures a backend still serves most calls, and an open circuit would turn that into an outage. */
const MIN_FAILURE_SHARE = 0.5;

/**
 * Rejects calls to a backend that has failed repeatedly: they would only wait for their own failure, and keep the backend
 * from recovering.
 */
export class CircuitBreaker<Outcome> {
  private current: BreakerState = 'closed';
  /** On the clock of `performance.now()`. */
  private openedAt = 0;
  private readonly failures: SlidingCount;
  private readonly successes: SlidingCount;

  constructor(
    private readonly options: BreakerOptions,
    private readonly isFailure: (outcome: Outcome, isProbe: boolean) => boolean,
  ) {
    this.failures = new SlidingCount(options.windowMs);
    this.successes = new SlidingCount(options.windowMs);
  }

  get state(): BreakerState {
    return this.current;
  }

  /** Milliseconds for which the circuit rejects calls; 0 when it lets one through. */
  rejectsForMs(): number {
    if (this.current === 'half_open') return PROBE_MS;
    return this.current === 'open' ? Math.max(0, this.openedAt + this.options.openMs - performance.now()) : 0;
  }

  /** Runs a call and counts its outcome. Call it only when `rejectsForMs()` is 0: the first call then is the probe. */
  async run(call: () => Promise<Outcome>): Promise<Outcome> {
    const isProbe = this.current === 'open';
    if (isProbe) this.current = 'half_open';
    try {
      const outcome = await call();
      const isFailure = this.isFailure(outcome, isProbe);
      if (isProbe) this.endProbe(isFailure);
      else this.count(isFailure);
      return outcome;
    } catch (thrown) {
      // A probe that threw shows nothing about the backend. The circuit opens again, so that a later call can probe.
      if (isProbe) this.open();
      throw thrown;
    }
  }

  private endProbe(isFailure: boolean): void {
    if (isFailure) return this.open();
    this.failures.clear();
    this.current = 'closed';
  }

  private count(isFailure: boolean): void {
    if (!isFailure) return this.successes.add();
    this.failures.add();
    // A call that began before the circuit opened must not keep it open for longer.
    if (this.current === 'closed' && this.hasTooManyFailures()) this.open();
  }

  private hasTooManyFailures(): boolean {
    const failures = this.failures.total();
    const share = failures / (failures + this.successes.total());
    return failures >= this.options.failures && share >= MIN_FAILURE_SHARE;
  }

  private open(): void {
    this.current = 'open';
    this.openedAt = performance.now();
  }
}
