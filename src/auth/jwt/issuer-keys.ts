import {
  createLocalJWKSet,
  errors,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWTHeaderParameters,
} from 'jose';
import type { PinoLogger } from 'nestjs-pino';
import type { JwtOptions, KeyTimes } from '../auth.options.js';
import { discoverKeys } from './discover-keys.js';
import { fetchJson, IssuerUnavailable } from './fetch-json.js';

/** For metadata and keys together: so long a call waits at most. */
const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;
export const KEY_TIMES: KeyTimes = {
  coolDownMs: MINUTE_MS / 2,
  firstCoolDownMs: 1_000,
  freshMs: 10 * MINUTE_MS,
  usableMs: 60 * MINUTE_MS,
};

type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * The public keys of the authorization server, asked for when the first token comes. The key set of `jose` would do but
 * for two things: it has no cool-down after a failure, and no use for keys of before while the server is away.
 */
export class IssuerKeys {
  private keys: KeySet | undefined;
  private readAt = -Infinity;
  private askedAt = -Infinity;
  private asking: Promise<void> | undefined;
  private jwksUrl: string | undefined;
  private readonly times: KeyTimes;

  constructor(
    private readonly options: Pick<JwtOptions, 'issuer' | 'jwksUrl' | 'keyTimes'>,
    private readonly logger: Pick<PinoLogger, 'warn'>,
  ) {
    this.times = { ...KEY_TIMES, ...options.keyTimes };
    this.jwksUrl = options.jwksUrl;
  }

  /** The key that a token names. Throws `IssuerUnavailable`, or an error of `jose` when there is no such key. */
  async find(header: JWTHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.age() > this.times.freshMs) await this.ask();
    if (!this.keys || this.age() > this.times.usableMs)
      throw new IssuerUnavailable('there are no keys to check tokens with');
    const known = this.keys;
    try {
      return await known(header, token);
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown;
      // Perhaps it is a new one. Anybody can name keys that do not exist, so the question is not asked for each.
      await this.ask();
      if (this.keys === known) throw thrown;
      return this.keys(header, token);
    }
  }

  private age(): number {
    return performance.now() - this.readAt;
  }

  private async ask(): Promise<void> {
    const coolDownMs = this.keys ? this.times.coolDownMs : this.times.firstCoolDownMs;
    if (!this.asking && performance.now() - this.askedAt < coolDownMs) return;
    this.asking ??= this.read().finally(() => {
      this.askedAt = performance.now();
      this.asking = undefined;
    });
    await this.asking;
  }

  private async read(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      this.jwksUrl ??= await discoverKeys(this.options.issuer, signal);
      this.keys = keySet(await fetchJson(this.jwksUrl, signal));
      this.readAt = performance.now();
    } catch (thrown) {
      if (!(thrown instanceof IssuerUnavailable)) throw thrown;
      // Keys may have moved.
      this.jwksUrl = this.options.jwksUrl;
      this.logger.warn({ problem: thrown.message }, 'the keys of the authorization server cannot be read');
    }
  }
}

function keySet(json: unknown): KeySet {
  try {
    return createLocalJWKSet(json as JSONWebKeySet);
  } catch {
    throw new IssuerUnavailable('its keys are no JSON Web Key Set');
  }
}
