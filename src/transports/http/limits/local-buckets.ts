import type { TokenBucket } from './token-bucket.js';

/** Callers that are remembered at once: more of them than make calls within the seconds that a bucket needs to be full. */
const MAX_CALLERS = 20_000;

/**
 * The buckets of one process. A flood of callers takes no more memory than `MAX_CALLERS`: when a generation of half as
 * many is full, the one before is forgotten, which costs less per call than an order of last use.
 */
export class LocalBuckets {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  /** The clock gives milliseconds and never goes back. */
  constructor(
    private readonly bucket: TokenBucket,
    private readonly clock: () => number = () => performance.now(),
    private readonly maxCallers = MAX_CALLERS,
  ) {}

  /** Callers remembered. */
  get size(): number {
    return this.young.size + this.old.size;
  }

  /** Takes a token; gives the milliseconds to wait when there is none, else 0. */
  take(caller: string): number {
    const now = this.clock();
    const fullAt = this.young.get(caller) ?? this.old.get(caller) ?? now;
    const fullAfter = this.bucket.fullAfterTaking(fullAt, now);
    const wait = this.bucket.wait(fullAfter, now);
    // A refused caller is remembered as well: its wait must not be forgotten while it goes on asking.
    this.remember(caller, wait > 0 ? fullAt : fullAfter);
    return wait;
  }

  private remember(caller: string, fullAt: number): void {
    if (this.young.size >= this.maxCallers / 2 && !this.young.has(caller)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(caller, fullAt);
  }
}
