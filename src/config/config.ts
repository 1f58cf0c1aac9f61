import type { Secret } from './secret.js';

/** Levels that `LOG_LEVEL` takes. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The backend and how to reach it. */
export interface UpstreamConfig {
  /** Version prefix included, no slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: Secret;
  readonly orgId: string | undefined;
}

/** How calls to a slow or failing backend are bounded. */
export interface ResilienceConfig {
  readonly breaker: { readonly failures: number; readonly windowMs: number; readonly openMs: number };
  readonly concurrency: { readonly limit: number; readonly queue: number };
}

/** The HTTP listener and who may talk to it. */
export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Undefined unless chosen; `none` is a choice that has to be made in words. */
  readonly auth: 'none' | undefined;
}

/** Everything the variables say, frozen. */
export interface Config {
  /** Absent where no backend was asked for: the sandbox brings its own. */
  readonly upstream: UpstreamConfig | undefined;
  /** Budget of one tool call, in milliseconds. */
  readonly callTimeoutMs: number;
  readonly resilience: ResilienceConfig;
  readonly http: HttpConfig;
  readonly sandbox: { readonly port: number; readonly database: string };
  readonly log: { readonly level: LogLevel };
}

/** A configuration that a service can run with. */
export interface ServiceConfig extends Config {
  readonly upstream: UpstreamConfig;
}

/** The same configuration with another backend, such as a sandbox that has just been started. */
export const withUpstream = (config: Config, upstream: UpstreamConfig): ServiceConfig =>
  Object.freeze({ ...config, upstream: Object.freeze(upstream) });
