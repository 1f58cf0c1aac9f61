import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Where the process is in its life. */
export type Phase = 'starting' | 'ready' | 'draining';

/** A call may take as long as its own budget; a stuck one must not keep the pod past Kubernetes' 30 s of grace. */
const DRAIN_MS = 20_000;

/** Knows whether this process wants traffic, and lets calls in flight end before the server is closed. */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  private current: Phase = 'starting';
  private inFlight = 0;
  private onIdle: (() => void) | undefined;

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
      if (this.inFlight === 0) this.onIdle?.();
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.current = 'draining';
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, DRAIN_MS);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
