import { Injectable } from '@nestjs/common';

/** Far more than are answered in the time that a question lives. */
const MAX_KEPT = 100_000;

/** Where all replicas look whether an answer is the first to its question. */
export interface SharedReplayStore {
  /** Notes a question as answered, for so many milliseconds: false when it is already, undefined when nobody can tell. */
  record(nonce: string, lifeMs: number): Promise<boolean | undefined>;
}

/**
 * The questions that were answered already, so that no answer counts twice. Each is kept until it expires by itself; when
 * there is no room, nothing more is taken rather than something forgotten. By itself a process knows its own ones.
 */
@Injectable()
export class ReplayGuard {
  /** When each expires, in milliseconds since 1970, about in that order. */
  private readonly expiries = new Map<string, number>();
  private shared: SharedReplayStore | undefined;

  /** Looks there as well from now on. */
  useSharedStore(shared: SharedReplayStore): void {
    this.shared = shared;
  }

  /** Takes an answer: `new` for the first to a question, `used` for every other one, `full` when it cannot be told. */
  async consume(nonce: string, expiresAt: number): Promise<'new' | 'used' | 'full'> {
    const now = Date.now();
    this.forget(now);
    if (this.expiries.has(nonce)) return 'used';
    if (this.expiries.size >= MAX_KEPT) return 'full';
    this.expiries.set(nonce, expiresAt);
    return (await this.shared?.record(nonce, expiresAt - now)) === false ? 'used' : 'new';
  }

  private forget(now: number): void {
    for (const [nonce, expiresAt] of this.expiries) {
      if (expiresAt > now) return;
      this.expiries.delete(nonce);
    }
  }
}
