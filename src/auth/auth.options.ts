/** How long the key set (JWKS) of an authorization server is cached, in milliseconds. */
export interface JwksCacheOptions {
  /** Shortest time between two requests for keys, whatever tokens callers send. */
  readonly cooldownMs: number;
  /** Shortest time between two requests until the first keys have arrived; every call fails in the meantime. */
  readonly initialCooldownMs: number;
  /** Keys older than this are requested again. */
  readonly freshMs: number;
  /** Keys up to this age are used while the authorization server is unavailable. */
  readonly usableMs: number;
}

/** An authorization server whose access tokens are accepted (OAuth 2.1). */
export interface JwtOptions {
  readonly mode: 'jwt';
  /** Compared with the claim `iss`, character by character. */
  readonly issuer: string;
  /** Required in the claim `aud` (RFC 8707). */
  readonly audience: string;
  /** The resource identifier of this server (RFC 8707): the address of its endpoint. */
  readonly resource: string;
  /** Address of the key set. Absent when it is read from the authorization server's metadata. */
  readonly jwksUrl?: string | undefined;
  readonly algorithms: readonly string[];
  /** Overrides of the defaults. */
  readonly jwksCache?: Partial<JwksCacheOptions>;
}

/** An authentication mode with its settings. */
export type AuthModeOptions =
  | { readonly mode: 'none' }
  | { readonly mode: 'token'; readonly tokensFile: string }
  | JwtOptions
  | { readonly mode: 'api-key' };

/** Options of the `AuthModule`. */
export interface AuthOptions {
  readonly auth: AuthModeOptions;
  /** All scopes of this server, for challenges and metadata. */
  readonly scopes: readonly string[];
}

/** Injection token of the `AuthOptions`. */
export const AUTH_OPTIONS = Symbol('auth:options');
