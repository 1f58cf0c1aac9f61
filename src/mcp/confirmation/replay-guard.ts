import { Injectable } from '@nestjs/common';

/** Far more confirmations than people give within the lifetime of one. */
const MAX_NONCES = 100_000;

/** Records used nonces for all replicas. */
export interface SharedReplayStore {
  /** Records a nonce for `lifeMs` milliseconds: false when it is recorded already, undefined when the store is unavailable. */
  record(nonce: string, lifeMs: number): Promise<boolean | undefined>;
}

/**
 * Remembers the nonces of confirmations that were used, so that none counts twice. Each is kept until it expires. A full
 * guard refuses new ones instead of forgetting old ones. Without a shared store, a process knows only its own nonces.
 */
@Injectable()
export class ReplayGuard {
  /** Expiry of each nonce in milliseconds since 1970, roughly in ascending order. */
  private readonly expiries = new Map<string, number>();
  private shared: SharedReplayStore | undefined;

  /** Checks nonces against a store of all replicas from now on, in addition to its own. */
  useSharedStore(shared: SharedReplayStore): void {
    this.shared = shared;
  }

  /** Marks a nonce as used: `new` the first time, `used` every other time, `full` when there is no room to remember it. */
  async consume(nonce: string, expiresAt: number): Promise<'new' | 'used' | 'full'> {
    const now = Date.now();
    this.removeExpired(now);
    if (this.expiries.has(nonce)) return 'used';
    if (this.expiries.size >= MAX_NONCES) return 'full';
    this.expiries.set(nonce, expiresAt);
    return (await this.shared?.record(nonce, expiresAt - now)) === false ? 'used' : 'new';
  }

  private removeExpired(now: number): void {
    for (const [nonce, expiresAt] of this.expiries) {
      if (expiresAt > now) return;
      this.expiries.delete(nonce);
    }
  }
}
