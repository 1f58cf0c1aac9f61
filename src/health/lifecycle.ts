import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

/** Where the process is in its life. */
export type Phase = 'starting' | 'ready' | 'draining';

/** A call may take as long as its own budget; a stuck one must not keep the pod past Kubernetes' 30 s of grace. */
const DRAIN_MS = 20_000;

/** Knows whether this process wants traffic, and lets calls in flight end before the server is closed. */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  private current: Phase = 'starting';
  private inFlight = 0;
  private waiting: (() => void)[] = [];
  private deadline: Promise<void> | undefined;

  get phase(): Phase {
    return this.current;
  }

  /** Says that the server listens. */
  ready(): void {
    this.current = 'ready';
  }

  /** Counts a call in; the returned function counts it out again. */
  enter(): () => void {
    this.inFlight += 1;
    return () => {
      this.inFlight -= 1;
      if (this.inFlight === 0) for (const resolve of this.waiting.splice(0)) resolve();
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.current = 'draining';
    await this.idle();
  }

  /** Resolves when no call is in flight, at the latest when the time for draining, which the first wait starts, is over. */
  async idle(): Promise<void> {
    this.deadline ??= delay(DRAIN_MS, undefined, { ref: false });
    if (this.inFlight === 0) return;
    await Promise.race([this.deadline, new Promise<void>((resolve) => this.waiting.push(resolve))]);
  }
}
