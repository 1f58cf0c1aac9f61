import { SlidingCount } from './sliding-count.js';

const WINDOW_MS = 10_000;
const SHARE = 0.1;
/** Lets a service with little traffic try again at all. */
const FLOOR = 3;

/**
 * Bounds what all calls together may add to the backend's load by trying again: a tenth of the calls of the last ten
 * seconds. Without it a backend that fails because it is overloaded would get three times its load.
 */
export class RetryBudget {
  private readonly calls: SlidingCount;
  private readonly retries: SlidingCount;

  constructor(clock?: () => number) {
    this.calls = new SlidingCount(WINDOW_MS, clock);
    this.retries = new SlidingCount(WINDOW_MS, clock);
  }

  /** Notes a call, however many attempts it will need. */
  called(): void {
    this.calls.add();
  }

  /** Takes one more attempt from the budget; false when it is spent. */
  take(): boolean {
    if (this.retries.total() >= Math.max(FLOOR, Math.floor(this.calls.total() * SHARE))) return false;
    this.retries.add();
    return true;
  }
}
