import type { BreakerOptions } from './circuit-breaker.js';
import type { ConcurrencyOptions } from './concurrency-limit.js';

/** A value that does not print itself; only the client that sends it asks for its text. */
export interface Credential {
  reveal(): string;
}

/** Where the backend is and how this server introduces itself to it. */
export interface UpstreamOptions {
  /** Base address, version prefix included, without a slash at the end. */
  readonly baseUrl: string;
  /** Absent when every call brings a credential of its own. */
  readonly apiKey: Credential | undefined;
  /** Sent as `X-Organization-Id`; normally the key alone decides. */
  readonly orgId?: string | undefined;
  /** Sent as `User-Agent`, so that the backend's operators can tell our traffic. */
  readonly userAgent: string;
  readonly breaker: BreakerOptions;
  readonly concurrency: ConcurrencyOptions;
}

export const UPSTREAM_OPTIONS = Symbol('upstream:options');
