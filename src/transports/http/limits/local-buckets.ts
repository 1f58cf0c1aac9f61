import type { TokenBucket } from './token-bucket.js';

/** More callers than make calls within the seconds in which a bucket becomes full. */
const MAX_CALLERS = 20_000;

/**
 * The token buckets of one process, for at most `MAX_CALLERS`. It keeps two generations of half that size, and drops the
 * older one when the younger is full, which costs less per call than an LRU cache.
 */
export class LocalBuckets {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  /** `clock` returns milliseconds and never goes back. */
  constructor(
    private readonly bucket: TokenBucket,
    private readonly clock: () => number = () => performance.now(),
    private readonly maxCallers = MAX_CALLERS,
  ) {}

  /** Number of callers with a bucket. */
  get size(): number {
    return this.young.size + this.old.size;
  }

  /** Takes a token. Returns 0, or the milliseconds to wait when there is none. */
  take(caller: string): number {
    const now = this.clock();
    const fullAt = this.young.get(caller) ?? this.old.get(caller) ?? now;
    const fullAfter = this.bucket.fullAfterTaking(fullAt, now);
    const wait = this.bucket.wait(fullAfter, now);
    // A rejected caller is remembered too: its wait must not be dropped while it keeps calling.
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
