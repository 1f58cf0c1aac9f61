import {
  createLocalJWKSet,
  errors,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWTHeaderParameters,
} from 'jose';
import type { PinoLogger } from 'nestjs-pino';
import type { JwtOptions, JwksCacheOptions } from '../auth.options.js';
import { discoverJwksUrl } from './discover-jwks-url.js';
import { fetchJson, IssuerUnavailable } from './fetch-json.js';

/** For metadata and keys together: the longest that a call waits for them. */
const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;
/** Default times of the key cache. */
export const JWKS_CACHE_DEFAULTS: JwksCacheOptions = {
  cooldownMs: MINUTE_MS / 2,
  initialCooldownMs: 1_000,
  freshMs: 10 * MINUTE_MS,
  usableMs: 60 * MINUTE_MS,
};

type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * Caches the public keys of the authorization server, from the first token on. The remote key set of `jose` lacks two
 * things: a cooldown after a failure, and stale keys while the server is unavailable.
 */
export class IssuerKeys {
  private keys: KeySet | undefined;
  private fetchedAt = -Infinity;
  private attemptedAt = -Infinity;
  private refreshing: Promise<void> | undefined;
  private jwksUrl: string | undefined;
  private readonly times: JwksCacheOptions;

  constructor(
    private readonly options: Pick<JwtOptions, 'issuer' | 'jwksUrl' | 'jwksCache'>,
    private readonly logger: Pick<PinoLogger, 'warn'>,
  ) {
    this.times = { ...JWKS_CACHE_DEFAULTS, ...options.jwksCache };
    this.jwksUrl = options.jwksUrl;
  }

  /** Returns the key that signed a token. Throws `IssuerUnavailable`, or an error of `jose` when there is no such key. */
  async find(header: JWTHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.age() > this.times.freshMs) await this.refresh();
    if (!this.keys || this.age() > this.times.usableMs)
      throw new IssuerUnavailable('there are no keys to check tokens with');
    const known = this.keys;
    try {
      return await known(header, token);
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown;
      // The key may be new. The cooldown applies, as anyone can send tokens with unknown keys.
      await this.refresh();
      if (this.keys === known) throw thrown;
      return this.keys(header, token);
    }
  }

  private age(): number {
    return performance.now() - this.fetchedAt;
  }

  private async refresh(): Promise<void> {
    const cooldownMs = this.keys ? this.times.cooldownMs : this.times.initialCooldownMs;
    if (!this.refreshing && performance.now() - this.attemptedAt < cooldownMs) return;
    this.refreshing ??= this.fetchKeys().finally(() => {
      this.attemptedAt = performance.now();
      this.refreshing = undefined;
    });
    await this.refreshing;
  }

  private async fetchKeys(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      this.jwksUrl ??= await discoverJwksUrl(this.options.issuer, signal);
      this.keys = parseKeySet(await fetchJson(this.jwksUrl, signal));
      this.fetchedAt = performance.now();
    } catch (thrown) {
      if (!(thrown instanceof IssuerUnavailable)) throw thrown;
      // The keys may have moved.
      this.jwksUrl = this.options.jwksUrl;
      this.logger.warn({ problem: thrown.message }, 'the keys of the authorization server cannot be read');
    }
  }
}

function parseKeySet(json: unknown): KeySet {
  try {
    return createLocalJWKSet(json as JSONWebKeySet);
  } catch {
    throw new IssuerUnavailable('its keys are no JSON Web Key Set');
  }
}
