import type { Secret } from './secret.js';

/** Values of `LOG_LEVEL`. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** One of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Groups of tools that `ORVION_MCP_TOOLSETS` enables; each tool belongs to one. */
export const TOOLSETS = ['read', 'analytics', 'create', 'pay', 'cancel', 'delete'] as const;
/** One of `TOOLSETS`. */
export type Toolset = (typeof TOOLSETS)[number];

/** Every toolset except the one that deletes invoices. */
export const DEFAULT_TOOLSETS = 'read,analytics,create,pay,cancel';

/** The backend and how to reach it. */
export interface UpstreamConfig {
  /** Version prefix included, no slash at the end. */
  readonly baseUrl: string;
  /** Absent when every caller brings its own key. */
  readonly apiKey: Secret | undefined;
  readonly orgId: string | undefined;
}

/** How calls to a slow or failing backend are bounded. */
export interface ResilienceConfig {
  readonly breaker: { readonly failures: number; readonly windowMs: number; readonly openMs: number };
  readonly concurrency: { readonly limit: number; readonly queue: number };
}

/** How callers of the HTTP endpoint authenticate: the values of `ORVION_MCP_HTTP_AUTH`. */
export const AUTH_MODES = ['none', 'token', 'jwt', 'api-key'] as const;
/** One of `AUTH_MODES`. */
export type AuthMode = (typeof AUTH_MODES)[number];

/** An OAuth 2.1 authorization server whose tokens are accepted. */
export interface JwtConfig {
  readonly mode: 'jwt';
  readonly issuer: string;
  readonly audience: string;
  /** The resource identifier of this server (RFC 8707): the address of its endpoint. */
  readonly resource: string;
  /** Absent when it is read from the authorization server's metadata. */
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly string[];
}

/** An authentication mode with its settings. */
export type AuthConfig =
  | { readonly mode: 'none' }
  | { readonly mode: 'token'; readonly tokensFile: string }
  | JwtConfig
  | { readonly mode: 'api-key' };

/** Limits on the load that one caller, and all callers together, may put on this process. */
export interface LimitsConfig {
  readonly inFlight: number;
  readonly eventLoopDelayMs: number;
  readonly rate: { readonly perSecond: number; readonly burst: number; readonly redisUrl: Secret | undefined };
}

/** Values of `ORVION_MCP_CONFIRM`. */
export const CONFIRM_POLICIES = ['off', 'writes', 'destructive'] as const;
/** One of `CONFIRM_POLICIES`. */
export type ConfirmPolicy = (typeof CONFIRM_POLICIES)[number];

/** Values of `ORVION_MCP_CONFIRM_FALLBACK`. */
export const CONFIRM_FALLBACKS = ['refuse', 'allow'] as const;
/** One of `CONFIRM_FALLBACKS`. */
export type ConfirmFallback = (typeof CONFIRM_FALLBACKS)[number];

/** Limits on amounts, as decimal text in units of the currency. */
export interface AmountLimits {
  readonly byCurrency: Readonly<Record<string, string>>;
  readonly others: string | undefined;
}

/** When a person has to confirm a tool call. */
export interface ConfirmConfig {
  readonly policy: ConfirmPolicy;
  /** Absent when payments of any amount need no confirmation. */
  readonly amount: AmountLimits | undefined;
  /** Absent when the transport decides. */
  readonly fallback: ConfirmFallback | undefined;
  /** The first key seals; all of them open. Empty when the process generates a key. */
  readonly stateKeys: readonly Secret[];
}

/** The HTTP listener and who may talk to it. */
export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Undefined unless set: no authentication beyond loopback takes an explicit `none`. */
  readonly auth: AuthConfig | undefined;
  readonly limits: LimitsConfig;
  readonly drain: { readonly delayMs: number; readonly deadlineMs: number };
  /** Whether `/metrics` is served. */
  readonly metrics: boolean;
}

/** Which telemetry this process exports besides its log. */
export interface TelemetryConfig {
  /** Whether traces are exported. OpenTelemetry's own variables say where to and how. */
  readonly tracing: boolean;
  /** Why requested traces are off, with the remedy. */
  readonly notice: string | undefined;
}

/** The whole configuration, frozen. */
export interface Config {
  /** Absent when the sandbox is the backend. */
  readonly upstream: UpstreamConfig | undefined;
  /** Budget of one tool call, in milliseconds. */
  readonly callTimeoutMs: number;
  readonly resilience: ResilienceConfig;
  /** Which tools are offered. */
  readonly tools: { readonly readOnly: boolean; readonly toolsets: readonly Toolset[] };
  readonly confirm: ConfirmConfig;
  readonly http: HttpConfig;
  readonly sandbox: { readonly port: number; readonly database: string };
  readonly log: { readonly level: LogLevel };
  readonly telemetry: TelemetryConfig;
}

/** A configuration with a backend, which the service needs to run. */
export interface ServiceConfig extends Config {
  readonly upstream: UpstreamConfig;
}

/** Returns the configuration with the given backend, such as a sandbox that has just started. */
export const withUpstream = (config: Config, upstream: UpstreamConfig): ServiceConfig =>
  Object.freeze({ ...config, upstream: Object.freeze(upstream) });
