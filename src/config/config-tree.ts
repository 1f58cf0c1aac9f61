import {
  TOOLSETS,
  type AuthConfig,
  type Config,
  type ConfirmConfig,
  type HttpConfig,
  type TelemetryConfig,
  type Toolset,
  type UpstreamConfig,
} from './config.js';
import { parseAmountLimits } from './confirm-rules.js';
import type { Environment } from './environment.js';
import { parseList } from './rules.js';
import { Secret } from './secret.js';

/** Defaults of the sandbox where its own variables are not set. */
export interface SandboxDefaults {
  readonly port: number;
  readonly database: string;
}

/** Builds the frozen tree that the program reads. The variables must be valid and free of contradictions. */
export const configTree = (environment: Environment, sandbox: SandboxDefaults, telemetry: TelemetryConfig): Config =>
  deepFreeze({
    upstream: upstreamOf(environment),
    callTimeoutMs: environment.AGENTPAY_TIMEOUT_SEC * 1000,
    resilience: {
      breaker: {
        failures: environment.ORVION_MCP_BREAKER_FAILURES,
        windowMs: environment.ORVION_MCP_BREAKER_WINDOW_SEC * 1000,
        openMs: environment.ORVION_MCP_BREAKER_OPEN_SEC * 1000,
      },
      concurrency: { limit: environment.ORVION_MCP_BACKEND_CONCURRENCY, queue: environment.ORVION_MCP_BACKEND_QUEUE },
    },
    tools: { readOnly: environment.ORVION_MCP_READ_ONLY, toolsets: toolsetsOf(environment.ORVION_MCP_TOOLSETS) },
    confirm: confirmOf(environment),
    http: httpOf(environment),
    sandbox: {
      port: environment.ORVION_MCP_SANDBOX_PORT ?? sandbox.port,
      database: environment.ORVION_MCP_SANDBOX_DATABASE ?? sandbox.database,
    },
    log: { level: environment.LOG_LEVEL },
    telemetry,
  });

function toolsetsOf(text: string): readonly Toolset[] {
  const named = parseList(text);
  return TOOLSETS.filter((toolset) => named.includes(toolset) || named.includes('all'));
}

function upstreamOf(environment: Environment): UpstreamConfig | undefined {
  const { AGENTPAY_API_BASE_URL: baseUrl, AGENTPAY_API_KEY: apiKey, AGENTPAY_ORG_ID: orgId } = environment;
  return baseUrl === undefined ? undefined : { baseUrl: baseUrl.replace(/\/+$/, ''), apiKey: secret(apiKey), orgId };
}

const confirmOf = (environment: Environment): ConfirmConfig => ({
  policy: environment.ORVION_MCP_CONFIRM,
  amount:
    environment.ORVION_MCP_CONFIRM_AMOUNT === undefined
      ? undefined
      : parseAmountLimits(environment.ORVION_MCP_CONFIRM_AMOUNT),
  fallback: environment.ORVION_MCP_CONFIRM_FALLBACK,
  stateKeys: parseList(environment.ORVION_MCP_STATE_KEY).map((key) => new Secret(key)),
});

const httpOf = (environment: Environment): HttpConfig => ({
  host: environment.ORVION_MCP_LISTEN_HOST,
  port: environment.ORVION_MCP_LISTEN_PORT,
  allowedHosts: parseList(environment.ORVION_MCP_ALLOWED_HOSTS),
  allowedOrigins: parseList(environment.ORVION_MCP_ALLOWED_ORIGINS),
  trustedProxies: parseList(environment.ORVION_MCP_TRUSTED_PROXIES),
  auth: authOf(environment),
  limits: {
    inFlight: environment.ORVION_MCP_MAX_IN_FLIGHT,
    eventLoopDelayMs: environment.ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS,
    rate: {
      perSecond: environment.ORVION_MCP_RATE_LIMIT_PER_SEC,
      burst: environment.ORVION_MCP_RATE_LIMIT_BURST,
      redisUrl: secret(environment.ORVION_MCP_RATE_LIMIT_REDIS_URL),
    },
  },
  drain: { delayMs: environment.ORVION_MCP_DRAIN_DELAY_MS, deadlineMs: environment.ORVION_MCP_DRAIN_DEADLINE_MS },
  metrics: environment.ORVION_MCP_METRICS,
});

function authOf(environment: Environment): AuthConfig | undefined {
  const {
    ORVION_MCP_HTTP_AUTH: mode,
    ORVION_MCP_AUTH_TOKENS_FILE: tokensFile = '',
    ORVION_MCP_PUBLIC_URL: resource = '',
  } = environment;
  switch (mode) {
    case undefined:
      return undefined;
    case 'token':
      return { mode, tokensFile };
    case 'jwt':
      return {
        mode,
        issuer: environment.ORVION_MCP_AUTH_ISSUER ?? '',
        audience: environment.ORVION_MCP_AUTH_AUDIENCE ?? resource,
        resource,
        jwksUrl: environment.ORVION_MCP_AUTH_JWKS_URL,
        algorithms: parseList(environment.ORVION_MCP_AUTH_ALGORITHMS),
      };
    default:
      return { mode };
  }
}

const secret = (text: string | undefined): Secret | undefined => (text === undefined ? undefined : new Secret(text));

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value) as unknown[])
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  return Object.freeze(value);
}
