import type { BreakerOptions } from './circuit-breaker.js';
import type { ConcurrencyOptions } from './concurrency-limit.js';

/** A secret that does not print its value; only the HTTP client reveals it. */
export interface Credential {
  reveal(): string;
}

/** Where the backend is, and how this server identifies itself to it. */
export interface UpstreamOptions {
  /** Base address, version prefix included, without a slash at the end. */
  readonly baseUrl: string;
  /** Undefined when every call brings its own credential. */
  readonly apiKey: Credential | undefined;
  /** Sent as `X-Organization-Id`; needed only where the key alone does not select the organization. */
  readonly orgId?: string | undefined;
  /** Sent as `User-Agent`, so that the backend's operators can recognize our traffic. */
  readonly userAgent: string;
  readonly breaker: BreakerOptions;
  readonly concurrency: ConcurrencyOptions;
}

/** Injection token of the `UpstreamOptions`. */
export const UPSTREAM_OPTIONS = Symbol('upstream:options');
