import type { Caller } from '../../mcp/index.js';
import { sha256 } from '../fingerprint.js';

const MAX_ENTRIES = 10_000;
/** How long a token may still be accepted after it was revoked or its key was withdrawn. */
const MAX_AGE_MS = 60_000;

interface Entry {
  readonly caller: Caller;
  readonly until: number;
}

/**
 * Caches the caller of a verified token for a minute, as checking the signature costs more than the rest of a call. It
 * holds only hashes of tokens, and none past its expiry.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, Entry>();

  /** Returns the caller of a recently verified token. */
  get(token: string): Caller | undefined {
    const key = keyOf(token);
    const entry = this.entries.get(key);
    if (!entry || entry.until > Date.now()) return entry?.caller;
    this.entries.delete(key);
    return undefined;
  }

  /** Stores the caller of a verified token. `expiresAt` is in milliseconds since 1970. */
  add(token: string, caller: Caller, expiresAt: number): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= MAX_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(keyOf(token), { caller, until: Math.min(expiresAt, Date.now() + MAX_AGE_MS) });
  }
}

const keyOf = (token: string): string => sha256(token).toString('base64');
