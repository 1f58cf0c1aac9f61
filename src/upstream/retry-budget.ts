import { SlidingCount } from './sliding-count.js';

const WINDOW_MS = 10_000;
const SHARE = 0.1;
/** Without a minimum, a service with little traffic could never retry. */
const MIN_RETRIES = 3;

/**
 * Limits the retries of all calls together to a tenth of the calls in the last ten seconds. Without this limit, retries
 * would triple the load of a backend that fails because it is overloaded.
 */
export class RetryBudget {
  private readonly calls: SlidingCount;
  private readonly retries: SlidingCount;

  constructor(clock?: () => number) {
    this.calls = new SlidingCount(WINDOW_MS, clock);
    this.retries = new SlidingCount(WINDOW_MS, clock);
  }

  /** Counts a call once, however many attempts it needs. */
  recordCall(): void {
    this.calls.add();
  }

  /** Takes one retry from the budget; false when the budget is spent. */
  take(): boolean {
    if (this.retries.total() >= Math.max(MIN_RETRIES, Math.floor(this.calls.total() * SHARE))) return false;
    this.retries.add();
    return true;
  }
}
