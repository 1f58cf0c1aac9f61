/** An authorization server whose access tokens are accepted (OAuth 2.1). */
export interface JwtOptions {
  readonly mode: 'jwt';
  /** As tokens name it in `iss`, letter by letter. */
  readonly issuer: string;
  /** What tokens have to name in `aud` (RFC 8707). */
  readonly audience: string;
  /** The address of the endpoint, as OAuth names this server. */
  readonly resource: string;
  /** Where the keys are, unless the metadata of the authorization server tells. */
  readonly jwksUrl?: string | undefined;
  readonly algorithms: readonly string[];
  /** Milliseconds in which keys are fetched at most once, however many unknown ones are asked for. */
  readonly cooldownMs?: number;
}

/** How callers show who they are. */
export type AuthMode =
  | { readonly mode: 'none' }
  | { readonly mode: 'token'; readonly tokensFile: string }
  | JwtOptions
  | { readonly mode: 'api-key' };

/** What the application decides about its callers. */
export interface AuthOptions {
  readonly auth: AuthMode;
  /** Every scope there is, for challenges and for whoever grants them. */
  readonly scopes: readonly string[];
}

export const AUTH_OPTIONS = Symbol('auth:options');
