import type { Caller } from '../mcp/index.js';

/** The reason why a caller could not be authenticated. */
export interface AuthenticationError {
  /** `invalid_token` (RFC 6750 section 3.1), or `unavailable` when the token could not be verified now. */
  readonly reason: 'invalid_token' | 'unavailable';
  /** Text written by this program; it never contains a part of the token. */
  readonly description: string;
}

/** Authenticates the bearer of a token. Each authentication mode except `none` has its own. */
export abstract class Authenticator {
  /** Never rejects. Returns a promise only when it has to wait, as a promise has a cost at every call. */
  abstract authenticate(token: string): Caller | AuthenticationError | Promise<Caller | AuthenticationError>;
}

/** Whether the outcome of an authentication is an error. */
export const isAuthenticationError = (outcome: Caller | AuthenticationError): outcome is AuthenticationError =>
  'reason' in outcome;
