/** Far more than are answered in the time that a question lives. */
const MAX_KEPT = 100_000;

/**
 * The questions that were answered already, so that no answer counts twice at this process. Each is kept until it expires
 * by itself; when there is no room, nothing more is taken rather than something forgotten.
 */
export class UsedStates {
  /** When each expires, in milliseconds since 1970, about in that order. */
  private readonly expiries = new Map<string, number>();

  /** Takes an answer: `new` for the first to a question, `used` for every other one, `full` when it cannot be told. */
  take(nonce: string, expiresAt: number): 'new' | 'used' | 'full' {
    this.forget(Date.now());
    if (this.expiries.has(nonce)) return 'used';
    if (this.expiries.size >= MAX_KEPT) return 'full';
    this.expiries.set(nonce, expiresAt);
    return 'new';
  }

  private forget(now: number): void {
    for (const [nonce, expiresAt] of this.expiries) {
      if (expiresAt > now) return;
      this.expiries.delete(nonce);
    }
  }
}
