import type { Caller } from '../../mcp/index.js';
import { sha256 } from '../fingerprint.js';

const MAX_ENTRIES = 10_000;
/** How long a token that was revoked, or whose key was withdrawn, may still be taken for good. */
const MAX_AGE_MS = 60_000;

interface Entry {
  readonly caller: Caller;
  readonly until: number;
}

/**
 * Remembers for a minute whom a token stands for, as checking its signature costs more than all the rest of a call. It
 * knows only hashes of tokens, and never a token past its own expiry.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, Entry>();

  /** The caller of a token that was verified a short time ago. */
  get(token: string): Caller | undefined {
    const key = keyOf(token);
    const entry = this.entries.get(key);
    if (!entry || entry.until > Date.now()) return entry?.caller;
    this.entries.delete(key);
    return undefined;
  }

  /** Notes a token that was just verified; it expires at so many milliseconds since 1970. */
  add(token: string, caller: Caller, expiresAt: number): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= MAX_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(keyOf(token), { caller, until: Math.min(expiresAt, Date.now() + MAX_AGE_MS) });
  }
}

const keyOf = (token: string): string => sha256(token).toString('base64');
