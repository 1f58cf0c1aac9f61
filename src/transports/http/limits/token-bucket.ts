import type { LimitOptions } from '../http-transport.options.js';

/**
 * A token bucket without its two usual numbers: tokens and the time of the last look are one moment, that at which the
 * bucket will be full again. It stands in the past for a bucket that is full, so a forgotten bucket is a full one, and
 * each token taken moves it on by the time in which a token comes back.
 */
export class TokenBucket {
  /** Milliseconds in which one token comes back. */
  readonly tokenMs: number;
  /** Milliseconds in which an empty bucket becomes full. */
  readonly capacityMs: number;

  constructor({ perSecond, burst }: Pick<LimitOptions['rate'], 'perSecond' | 'burst'>) {
    this.tokenMs = 1_000 / perSecond;
    this.capacityMs = burst * this.tokenMs;
  }

  /** When the bucket is full again if a token is taken now. All times are milliseconds of one clock. */
  fullAfterTaking(fullAt: number, now: number): number {
    return Math.max(fullAt, now) + this.tokenMs;
  }

  /** Milliseconds until a bucket may be full as late as that: 0 when it may now. */
  wait(fullAt: number, now: number): number {
    const wait = fullAt - now - this.capacityMs;
    return wait > ROUNDING_MS ? wait : 0;
  }
}

/** What adding times of tokens may have gathered: far less than a token. */
const ROUNDING_MS = 1e-4;
