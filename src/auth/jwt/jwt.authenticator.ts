import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import type { PinoLogger } from 'nestjs-pino';
import type { Caller } from '../../mcp/index.js';
import type { JwtOptions } from '../auth.options.js';
import { Authenticator, type AuthenticationError } from '../authenticator.js';
import { fingerprint } from '../fingerprint.js';
import { IssuerUnavailable } from './fetch-json.js';
import { IssuerKeys } from './issuer-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Clocks differ by a few seconds. */
const TOLERANCE_SECONDS = 5;

/** Values of `typ` for access tokens: those of RFC 9068 section 2.1, and of servers that do not follow it. */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/**
 * Claims of tokens that are no bearer access tokens: ID tokens (OpenID Connect Core sections 2 and 3.3.2.11) and tokens
 * bound to a key (RFC 7800), whose proof is not checked here.
 */
const FOREIGN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 'cnf'];

const UNAVAILABLE: AuthenticationError = {
  reason: 'unavailable',
  description: 'The authorization server cannot be asked for its keys at the moment',
};

/** Accepts access tokens that one authorization server issued for this resource (RFC 9068 section 4, RFC 8707). */
export class JwtAuthenticator extends Authenticator {
  private readonly keys: IssuerKeys;
  private readonly verified = new VerifiedTokens();

  private readonly expected: JWTVerifyOptions;

  constructor(options: JwtOptions, logger: Pick<PinoLogger, 'warn'>) {
    super();
    this.keys = new IssuerKeys(options, logger);
    this.expected = {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    };
  }

  authenticate(token: string): Caller | Promise<Caller | AuthenticationError> {
    return this.verified.get(token) ?? this.verify(token);
  }

  private async verify(token: string): Promise<Caller | AuthenticationError> {
    let result: JWTVerifyResult;
    try {
      result = await jwtVerify(token, async (header, input) => this.keys.find(header, input), this.expected);
    } catch (thrown) {
      return toAuthenticationError(thrown);
    }
    const { payload, protectedHeader } = result;
    const subject = payload.sub ?? payload.client_id;
    if (FOREIGN_CLAIMS.some((claim) => claim in payload)) return invalidToken('The token is not a bearer access token');
    if (!ACCESS_TOKEN.test(protectedHeader.typ ?? 'JWT') || typeof subject !== 'string')
      return invalidToken('The token is not an access token');
    const caller = { name: fingerprint('user', `${payload.iss}\n${subject}`), scopes: scopesOf(payload) };
    this.verified.add(token, caller, (payload.exp ?? 0) * 1000);
    return caller;
  }
}

const invalidToken = (description: string): AuthenticationError => ({ reason: 'invalid_token', description });

/** Replaces the library's messages, which name claims and keys, by messages that help a caller. */
function toAuthenticationError(thrown: unknown): AuthenticationError {
  if (thrown instanceof errors.JWTExpired) return invalidToken('The token has expired');
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    if (thrown.claim === 'aud') return invalidToken('The token was issued for another audience');
    if (thrown.claim === 'iss') return invalidToken('The token was issued by another authorization server');
    if (thrown.claim === 'nbf') return invalidToken('The token is not valid yet');
    return invalidToken('The token lacks a claim that is needed');
  }
  if (thrown instanceof IssuerUnavailable) return UNAVAILABLE;
  return invalidToken('The token is not signed by a key of the authorization server');
}

/** Scopes are one space-separated text (RFC 6749 section 3.3); some servers use a list named `scp`. */
function scopesOf({ scope, scp }: JWTPayload): ReadonlySet<string> {
  const granted = scope ?? scp;
  if (Array.isArray(granted)) return new Set(granted.filter((name) => typeof name === 'string'));
  return new Set(typeof granted === 'string' ? granted.split(' ').filter(Boolean) : []);
}
