import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import type { JwtOptions } from '../auth.options.js';
import { discoverKeys } from './issuer-metadata.js';

const TIMEOUT_MS = 5_000;
const MAX_AGE_MS = 600_000;
const COOLDOWN_MS = 30_000;

/**
 * The public keys of an authorization server. They are fetched when first needed, so that a server that is down does not
 * keep this one from starting, and again for an unknown key, at most once in the cool-down: whoever makes up key names must
 * not make us flood it.
 */
export class IssuerKeys {
  private keys: JWTVerifyGetKey | undefined;
  private discovering: Promise<JWTVerifyGetKey> | undefined;
  private failedAt = -Infinity;
  private readonly cooldownMs: number;

  constructor(private readonly options: JwtOptions) {
    this.cooldownMs = options.cooldownMs ?? COOLDOWN_MS;
    if (options.jwksUrl !== undefined) this.keys = this.remote(new URL(options.jwksUrl));
  }

  /** Rejects when the authorization server could not be asked, or a short time ago could not. */
  async get(): Promise<JWTVerifyGetKey> {
    if (this.keys) return this.keys;
    if (!this.discovering && performance.now() - this.failedAt < Math.min(this.cooldownMs, TIMEOUT_MS))
      throw new Error('The authorization server did not answer a moment ago');
    this.discovering ??= this.discover();
    return this.discovering;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    try {
      this.keys = this.remote(await discoverKeys(this.options.issuer));
      return this.keys;
    } catch (thrown) {
      this.failedAt = performance.now();
      throw thrown;
    } finally {
      this.discovering = undefined;
    }
  }

  private remote(url: URL): JWTVerifyGetKey {
    return createRemoteJWKSet(url, {
      timeoutDuration: TIMEOUT_MS,
      cacheMaxAge: MAX_AGE_MS,
      cooldownDuration: this.cooldownMs,
    });
  }
}
