/** How long keys of an authorization server are believed, in milliseconds. */
export interface KeyTimes {
  /** Between two questions to the authorization server, whatever callers send. */
  readonly coolDownMs: number;
  /** The same as long as there are no keys at all and every call fails for want of them. */
  readonly firstCoolDownMs: number;
  /** After this, keys are asked for again. */
  readonly freshMs: number;
  /** An authorization server that is away may stay away so long: its keys of before are still used. */
  readonly usableMs: number;
}

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
  /** Other times than the usual ones. */
  readonly keyTimes?: Partial<KeyTimes>;
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
