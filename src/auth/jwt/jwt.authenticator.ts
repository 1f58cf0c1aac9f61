import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import type { Caller } from '../../mcp/invocation/caller.js';
import type { JwtOptions } from '../auth.options.js';
import { Authenticator, type Denial } from '../authenticator.js';
import { fingerprint } from '../fingerprint.js';
import { IssuerKeys } from './issuer-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Clocks differ by a little. */
const TOLERANCE_SECONDS = 5;

/** Types of access tokens (RFC 9068 section 2.1), and what servers that do not follow it write. */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

const UNAVAILABLE: Denial = {
  denied: 'unavailable',
  description: 'The authorization server cannot be asked for its keys at the moment',
};

/** Accepts access tokens of one authorization server that were issued for this resource (RFC 9068 section 4, RFC 8707). */
export class JwtAuthenticator extends Authenticator {
  private readonly keys: IssuerKeys;
  private readonly verified = new VerifiedTokens();

  constructor(private readonly options: JwtOptions) {
    super();
    this.keys = new IssuerKeys(options);
  }

  authenticate(token: string): Caller | Promise<Caller | Denial> {
    return this.verified.get(token) ?? this.verify(token);
  }

  private async verify(token: string): Promise<Caller | Denial> {
    const keys = await this.keys.get().catch(() => undefined);
    if (!keys) return UNAVAILABLE;
    let result: JWTVerifyResult;
    try {
      result = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: this.options.audience,
        algorithms: [...this.options.algorithms],
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['exp'],
      });
    } catch (thrown) {
      return denialOf(thrown);
    }
    const { payload, protectedHeader } = result;
    const subject = payload.sub ?? payload.client_id;
    if (!ACCESS_TOKEN.test(protectedHeader.typ ?? 'JWT') || typeof subject !== 'string')
      return invalid('The token is not an access token');
    const caller = { name: fingerprint('user', `${payload.iss}\n${subject}`), scopes: scopesOf(payload) };
    this.verified.add(token, caller, (payload.exp ?? 0) * 1000);
    return caller;
  }
}

const invalid = (description: string): Denial => ({ denied: 'invalid_token', description });

/** The library's own messages name claims and keys; these say what a caller can do about it. */
function denialOf(thrown: unknown): Denial {
  if (thrown instanceof errors.JWTExpired) return invalid('The token has expired');
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    if (thrown.claim === 'aud') return invalid('The token was issued for another audience');
    if (thrown.claim === 'iss') return invalid('The token was issued by another authorization server');
    if (thrown.claim === 'nbf') return invalid('The token is not valid yet');
    return invalid('The token lacks a claim that is needed');
  }
  const isOurs = thrown instanceof errors.JOSEError && !UNREACHABLE.has(thrown.code);
  return isOurs ? invalid('The token is not signed by a key of the authorization server') : UNAVAILABLE;
}

/** What the library throws when keys could not be fetched or read. */
const UNREACHABLE = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/** OAuth writes scopes as one text (RFC 6749 section 3.3); some servers have a list named `scp`. */
function scopesOf({ scope, scp }: JWTPayload): ReadonlySet<string> {
  const granted = scope ?? scp;
  if (Array.isArray(granted)) return new Set(granted.filter((name) => typeof name === 'string'));
  return new Set(typeof granted === 'string' ? granted.split(' ').filter(Boolean) : []);
}
