import { Injectable } from '@nestjs/common';

/** Phase in the life of the process. */
export type Phase = 'starting' | 'ready' | 'draining';

/** Knows whether this process accepts traffic, and how many calls are in flight. */
@Injectable()
export class Lifecycle {
  private current: Phase = 'starting';
  private inFlight = 0;
  private waiting: (() => void)[] = [];

  get phase(): Phase {
    return this.current;
  }

  /** Marks the server as listening. */
  ready(): void {
    this.current = 'ready';
  }

  /** Marks the process as shutting down, for good. */
  drain(): void {
    this.current = 'draining';
  }

  /** Counts a call as in flight until the returned function is called. */
  enter(): () => void {
    this.inFlight += 1;
    return () => {
      this.inFlight -= 1;
      if (this.inFlight === 0) for (const resolve of this.waiting.splice(0)) resolve();
    };
  }

  /** Resolves when no call is in flight, at the latest after the timeout. */
  async idle(timeoutMs: number): Promise<void> {
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
