import type { CancellationSignal } from '../cancellation/cancellation-source.js';

/** Bounds on the requests to the backend. */
export interface ConcurrencyOptions {
  /** Requests that may run at once. */
  readonly limit: number;
  /** Further requests that may wait for their turn. */
  readonly queue: number;
}

/** Limits the sockets and the memory that a slow backend can take up in this process. First come, first served. */
export class ConcurrencyLimit {
  private active = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly options: ConcurrencyOptions) {}

  /** Number of requests that run. */
  get running(): number {
    return this.active;
  }

  /** Number of requests that wait for their turn. */
  get waiting(): number {
    return this.queue.length;
  }

  /**
   * Runs the work as soon as there is room for it. Returns `onOverflow()` at once when the queue is full too, and
   * `onCancel()` when the signal aborts while the work waits.
   */
  run<T>(
    work: () => Promise<T> | T,
    signal: CancellationSignal,
    onOverflow: () => T,
    onCancel: () => T,
  ): Promise<T> | T {
    if (this.active < this.options.limit) return this.start(work);
    if (this.queue.length >= this.options.queue) return onOverflow();
    return new Promise<T>((resolve) => {
      const begin = (): void => {
        // From here on the work itself listens to the signal.
        signal.removeEventListener('abort', cancel);
        resolve(this.start(work));
      };
      const cancel = (): void => {
        this.queue.splice(this.queue.indexOf(begin), 1);
        resolve(onCancel());
      };
      signal.addEventListener('abort', cancel);
      this.queue.push(begin);
    });
  }

  private async start<T>(work: () => Promise<T> | T): Promise<T> {
    this.active += 1;
    try {
      return await work();
    } finally {
      this.active -= 1;
      this.queue.shift()?.();
    }
  }
}
