import type { Secret } from './secret.js';

/** Levels that `LOG_LEVEL` takes. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Groups of tools that `ORVION_MCP_TOOLSETS` switches on; each tool names its own. */
export const TOOLSETS = ['read', 'analytics', 'create', 'pay', 'cancel', 'delete'] as const;
export type Toolset = (typeof TOOLSETS)[number];

/** Everything but what takes an invoice away for good. */
export const DEFAULT_TOOLSETS = 'read,analytics,create,pay,cancel';

/** The backend and how to reach it. */
export interface UpstreamConfig {
  /** Version prefix included, no slash at the end. */
  readonly baseUrl: string;
  /** Absent when every caller brings a key of its own. */
  readonly apiKey: Secret | undefined;
  readonly orgId: string | undefined;
}

/** How calls to a slow or failing backend are bounded. */
export interface ResilienceConfig {
  readonly breaker: { readonly failures: number; readonly windowMs: number; readonly openMs: number };
  readonly concurrency: { readonly limit: number; readonly queue: number };
}

/** How callers of the HTTP endpoint show who they are. */
export const AUTH_MODES = ['none', 'token', 'jwt', 'api-key'] as const;
export type AuthMode = (typeof AUTH_MODES)[number];

/** An OAuth 2.1 authorization server whose tokens are accepted. */
export interface JwtConfig {
  readonly mode: 'jwt';
  readonly issuer: string;
  readonly audience: string;
  /** This server as OAuth names it (RFC 8707): the address of its endpoint. */
  readonly resource: string;
  /** Absent when the authorization server's metadata tells. */
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly string[];
}

/** The mode with what belongs to it. */
export type AuthConfig =
  | { readonly mode: 'none' }
  | { readonly mode: 'token'; readonly tokensFile: string }
  | JwtConfig
  | { readonly mode: 'api-key' };

/** What one caller, and all together, may ask of this process. */
export interface LimitsConfig {
  readonly inFlight: number;
  readonly eventLoopDelayMs: number;
  readonly rate: { readonly perSecond: number; readonly burst: number; readonly redisUrl: Secret | undefined };
}

/** What `ORVION_MCP_CONFIRM` takes. */
export const CONFIRM_POLICIES = ['off', 'writes', 'destructive'] as const;
export type ConfirmPolicy = (typeof CONFIRM_POLICIES)[number];

/** What `ORVION_MCP_CONFIRM_FALLBACK` takes. */
export const CONFIRM_FALLBACKS = ['refuse', 'allow'] as const;
export type ConfirmFallback = (typeof CONFIRM_FALLBACKS)[number];

/** Amounts as decimal text, in units of their currency. */
export interface AmountLimits {
  readonly byCurrency: Readonly<Record<string, string>>;
  readonly others: string | undefined;
}

/** When a person is asked before a tool acts. */
export interface ConfirmConfig {
  readonly policy: ConfirmPolicy;
  /** Absent when the size of a payment is no reason to ask. */
  readonly amount: AmountLimits | undefined;
  /** Absent when it depends on the transport. */
  readonly fallback: ConfirmFallback | undefined;
  /** The first one seals. Empty when the process makes one up. */
  readonly stateKeys: readonly Secret[];
}

/** The HTTP listener and who may talk to it. */
export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Undefined unless chosen; `none` is a choice that has to be made in words. */
  readonly auth: AuthConfig | undefined;
  readonly limits: LimitsConfig;
  readonly drain: { readonly delayMs: number; readonly deadlineMs: number };
  /** Whether `/metrics` is served. */
  readonly metrics: boolean;
}

/** What is told of the work of this process besides its log. */
export interface TelemetryConfig {
  /** Whether traces are exported. Where to and how is for OpenTelemetry's own variables to say. */
  readonly tracing: boolean;
  /** Why traces are off although they are asked for, with the remedy. */
  readonly notice: string | undefined;
}

/** Everything the variables say, frozen. */
export interface Config {
  /** Absent where no backend was asked for: the sandbox brings its own. */
  readonly upstream: UpstreamConfig | undefined;
  /** Budget of one tool call, in milliseconds. */
  readonly callTimeoutMs: number;
  readonly resilience: ResilienceConfig;
  /** Which tools are offered at all. */
  readonly tools: { readonly readOnly: boolean; readonly toolsets: readonly Toolset[] };
  readonly confirm: ConfirmConfig;
  readonly http: HttpConfig;
  readonly sandbox: { readonly port: number; readonly database: string };
  readonly log: { readonly level: LogLevel };
  readonly telemetry: TelemetryConfig;
}

/** A configuration that a service can run with. */
export interface ServiceConfig extends Config {
  readonly upstream: UpstreamConfig;
}

/** The same configuration with another backend, such as a sandbox that has just been started. */
export const withUpstream = (config: Config, upstream: UpstreamConfig): ServiceConfig =>
  Object.freeze({ ...config, upstream: Object.freeze(upstream) });
