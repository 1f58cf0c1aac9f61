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
import { amountLimits } from './confirm-rules.js';
import type { Environment } from './environment.js';
import { listOf } from './rules.js';
import { Secret } from './secret.js';

/** What the sandbox does when its own variables are not set. */
export interface SandboxDefaults {
  readonly port: number;
  readonly database: string;
}

/** The validated variables as the frozen tree that the program reads. Their contradictions were looked for before. */
export const configTree = (environment: Environment, sandbox: SandboxDefaults, telemetry: TelemetryConfig): Config =>
  deepFreeze({
    upstream: upstreamOf(environment),
    callTimeoutMs: environment.AGENTPAY_TIMEOUT_SEC * 1000,
    resilience: {
      breaker: {
        failures: environment.MCP_BREAKER_FAILURES,
        windowMs: environment.MCP_BREAKER_WINDOW_SEC * 1000,
        openMs: environment.MCP_BREAKER_OPEN_SEC * 1000,
      },
      concurrency: { limit: environment.MCP_BACKEND_CONCURRENCY, queue: environment.MCP_BACKEND_QUEUE },
    },
    tools: { readOnly: environment.MCP_READ_ONLY, toolsets: toolsetsOf(environment.MCP_TOOLSETS) },
    confirm: confirmOf(environment),
    http: httpOf(environment),
    sandbox: {
      port: environment.MCP_SANDBOX_PORT ?? sandbox.port,
      database: environment.MCP_SANDBOX_DATABASE ?? sandbox.database,
    },
    log: { level: environment.LOG_LEVEL },
    telemetry,
  });

function toolsetsOf(text: string): readonly Toolset[] {
  const named = listOf(text);
  return TOOLSETS.filter((toolset) => named.includes(toolset) || named.includes('all'));
}

function upstreamOf(environment: Environment): UpstreamConfig | undefined {
  const { AGENTPAY_API_BASE_URL: baseUrl, AGENTPAY_API_KEY: apiKey, AGENTPAY_ORG_ID: orgId } = environment;
  return baseUrl === undefined ? undefined : { baseUrl: baseUrl.replace(/\/+$/, ''), apiKey: secret(apiKey), orgId };
}

const confirmOf = (environment: Environment): ConfirmConfig => ({
  policy: environment.MCP_CONFIRM,
  amount: environment.MCP_CONFIRM_AMOUNT === undefined ? undefined : amountLimits(environment.MCP_CONFIRM_AMOUNT),
  fallback: environment.MCP_CONFIRM_FALLBACK,
  stateKeys: listOf(environment.MCP_STATE_KEY).map((key) => new Secret(key)),
});

const httpOf = (environment: Environment): HttpConfig => ({
  host: environment.MCP_LISTEN_HOST,
  port: environment.MCP_LISTEN_PORT,
  allowedHosts: listOf(environment.MCP_ALLOWED_HOSTS),
  allowedOrigins: listOf(environment.MCP_ALLOWED_ORIGINS),
  trustedProxies: listOf(environment.MCP_TRUSTED_PROXIES),
  auth: authOf(environment),
  limits: {
    inFlight: environment.MCP_MAX_IN_FLIGHT,
    eventLoopDelayMs: environment.MCP_MAX_EVENT_LOOP_DELAY_MS,
    rate: {
      perSecond: environment.MCP_RATE_LIMIT_PER_SEC,
      burst: environment.MCP_RATE_LIMIT_BURST,
      redisUrl: secret(environment.MCP_RATE_LIMIT_REDIS_URL),
    },
  },
  drain: { delayMs: environment.MCP_DRAIN_DELAY_MS, deadlineMs: environment.MCP_DRAIN_DEADLINE_MS },
  metrics: environment.MCP_METRICS,
});

function authOf(environment: Environment): AuthConfig | undefined {
  const { MCP_HTTP_AUTH: mode, MCP_AUTH_TOKENS_FILE: tokensFile = '', MCP_PUBLIC_URL: resource = '' } = environment;
  switch (mode) {
    case undefined:
      return undefined;
    case 'token':
      return { mode, tokensFile };
    case 'jwt':
      return {
        mode,
        issuer: environment.MCP_AUTH_ISSUER ?? '',
        audience: environment.MCP_AUTH_AUDIENCE ?? resource,
        resource,
        jwksUrl: environment.MCP_AUTH_JWKS_URL,
        algorithms: listOf(environment.MCP_AUTH_ALGORITHMS),
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
