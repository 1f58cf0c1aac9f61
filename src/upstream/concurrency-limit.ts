import { bulkhead, BulkheadRejectedError, type BulkheadPolicy } from 'cockatiel';

/** How many requests may be under way at once, and how many more may wait for their turn. */
export interface ConcurrencyOptions {
  readonly limit: number;
  readonly queue: number;
}

/** Bounds what a slow backend can hold of this process: sockets, and the memory of waiting calls. */
export class ConcurrencyLimit {
  private readonly slots: BulkheadPolicy;

  constructor(private readonly options: ConcurrencyOptions) {
    this.slots = bulkhead(options.limit, options.queue);
  }

  /** Work under way. */
  get running(): number {
    return this.options.limit - this.slots.executionSlots;
  }

  /** Work that waits for its turn. */
  get waiting(): number {
    return this.options.queue - this.slots.queueSlots;
  }

  /**
   * Runs the work when there is room for it. Gives `overflow()` at once when the queue is full as well, and `left()` when
   * the signal is aborted while the call waits: the library would keep it in the queue.
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, overflow: () => T, left: () => T): Promise<T> {
    if (this.slots.executionSlots > 0) return this.slots.execute(work);
    if (this.slots.queueSlots === 0) return overflow();
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => resolve(left());
      signal.addEventListener('abort', leave, { once: true });
      this.slots
        .execute(async () => {
          // From here on the work itself answers for what an abort means.
          signal.removeEventListener('abort', leave);
          return work();
        }, signal)
        .then(resolve, (thrown: unknown) => {
          if (thrown instanceof BulkheadRejectedError) resolve(overflow());
          else if (signal.aborted) leave();
          else reject(thrown);
        });
    });
  }
}
