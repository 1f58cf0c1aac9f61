import type { CancellationSignal } from '../cancellation/cancellation-source.js';

/** How many requests may be under way at once, and how many more may wait for their turn. */
export interface ConcurrencyOptions {
  readonly limit: number;
  readonly queue: number;
}

/** Bounds what a slow backend can hold of this process: sockets, and the memory of waiting calls. First come, first served. */
export class ConcurrencyLimit {
  private active = 0;
  private readonly turns: (() => void)[] = [];

  constructor(private readonly options: ConcurrencyOptions) {}

  /** Work under way. */
  get running(): number {
    return this.active;
  }

  /** Work that waits for its turn. */
  get waiting(): number {
    return this.turns.length;
  }

  /**
   * Runs the work when there is room for it. Gives `overflow()` at once when the queue is full as well, and `left()` when
   * the call is over while it waits.
   */
  run<T>(work: () => Promise<T> | T, end: CancellationSignal, overflow: () => T, left: () => T): Promise<T> | T {
    if (this.active < this.options.limit) return this.start(work);
    if (this.turns.length >= this.options.queue) return overflow();
    return new Promise<T>((resolve) => {
      const begin = (): void => {
        // From here on the work itself answers for what the end of the call means.
        end.removeEventListener('abort', leave);
        resolve(this.start(work));
      };
      const leave = (): void => {
        this.turns.splice(this.turns.indexOf(begin), 1);
        resolve(left());
      };
      end.addEventListener('abort', leave);
      this.turns.push(begin);
    });
  }

  private async start<T>(work: () => Promise<T> | T): Promise<T> {
    this.active += 1;
    try {
      return await work();
    } finally {
      this.active -= 1;
      this.turns.shift()?.();
    }
  }
}
