import type { LimitOptions } from '../http-transport.options.js';

/**
 * A token bucket whose state is one number: the time at which it is full again. For a full bucket this time is in the
 * past, so a forgotten bucket counts as full. Each token taken moves the time on by `tokenMs`.
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

  /** Returns when the bucket is full again if a token is taken now. All times are milliseconds of one clock. */
  fullAfterTaking(fullAt: number, now: number): number {
    return Math.max(fullAt, now) + this.tokenMs;
  }

  /** Returns the milliseconds until a token is available, given when the bucket would be full after taking it. */
  wait(fullAt: number, now: number): number {
    const wait = fullAt - now - this.capacityMs;
    return wait > ROUNDING_MS ? wait : 0;
  }
}

/** More than the rounding errors of adding times, and far less than a token. */
const ROUNDING_MS = 1e-4;
