import { Injectable } from '@nestjs/common';

/** Where the process is in its life. */
export type Phase = 'starting' | 'ready' | 'draining';

/** Knows whether this process wants traffic, and which calls are under way. */
@Injectable()
export class Lifecycle {
  private current: Phase = 'starting';
  private inFlight = 0;
  private waiting: (() => void)[] = [];

  get phase(): Phase {
    return this.current;
  }

  /** Says that the server listens. */
  ready(): void {
    this.current = 'ready';
  }

  /** Says that the process is about to end, from here on for good. */
  drain(): void {
    this.current = 'draining';
  }

  /** Counts a call in; the returned function counts it out again. */
  enter(): () => void {
    this.inFlight += 1;
    return () => {
      this.inFlight -= 1;
      if (this.inFlight === 0) for (const resolve of this.waiting.splice(0)) resolve();
    };
  }

  /** Resolves when no call is in flight, at the latest after so many milliseconds. */
  async idle(withinMs: number): Promise<void> {
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
