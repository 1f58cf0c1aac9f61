import type { Caller } from '../mcp/index.js';

/** Why a token is not accepted. */
export interface AuthenticationError {
  /** `invalid_token` as RFC 6750 section 3.1 has it; `unavailable` when nobody could tell. */
  readonly reason: 'invalid_token' | 'unavailable';
  /** Our own words; nothing of the token is in them. */
  readonly description: string;
}

/** Finds out who presents a token. There is one for each mode that asks callers who they are. */
export abstract class Authenticator {
  /** Never rejects. A promise only when the answer has to be waited for, as that costs something at every call. */
  abstract authenticate(token: string): Caller | AuthenticationError | Promise<Caller | AuthenticationError>;
}

/** Whether an authentication went wrong. */
export const isAuthenticationError = (outcome: Caller | AuthenticationError): outcome is AuthenticationError =>
  'reason' in outcome;
