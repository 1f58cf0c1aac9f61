import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type ConfigFault } from './config-error.js';
import type { Config } from './config.js';
import { dataFolder } from './data-folder.js';
import { Environment } from './environment.js';
import { isLoopback } from './loopback.js';
import { listOf } from './rules.js';
import { Secret } from './secret.js';
import { isServiceLink, unknownVariables } from './unknown-variables.js';
import { variablesOf } from './variable.decorator.js';
import { setVariables, type Variables } from './variables.js';

/** What the program is about to do, as far as it decides which variables matter. */
export interface ConfigNeeds {
  /** Whether a configured backend is used. If not, its variables are not even read: a key must not reach the sandbox. */
  readonly backend: boolean;
  /** Whether an HTTP listener for clients is opened. */
  readonly http: boolean;
  /** Port of the sandbox when none is set. */
  readonly sandboxPort: number;
}

const KNOWN = variablesOf(Environment);
const BACKEND = ['AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY', 'AGENTPAY_ORG_ID'];

/** Turns variables into the frozen configuration, or throws a `ConfigError` with every fault there is. */
export function loadConfig(variables: Variables, needs: ConfigNeeds): Config {
  const set = setVariables(variables);
  const faults = unknownVariables(set, [...KNOWN.keys()]);
  if (!needs.backend) for (const name of BACKEND) delete set[name];
  const ours = Object.fromEntries(Object.entries(set).filter(([name]) => KNOWN.has(name)));
  const environment = plainToInstance(Environment, ours);
  const invalid = invalidVariables(environment, ours);
  faults.push(...invalid);
  if (needs.backend) faults.push(...missingVariables(ours));
  const hostIsValid = !invalid.some(({ variable }) => variable === 'MCP_LISTEN_HOST');
  if (needs.http && hostIsValid) faults.push(...exposureFaults(environment));
  if (faults.length > 0) throw new ConfigError(faults);
  return configOf(environment, needs, join(dataFolder(set, process.platform, homedir()), 'sandbox.db'));
}

function invalidVariables(environment: Environment, set: Variables): ConfigFault[] {
  return validateSync(environment, { stopAtFirstError: true }).map(({ property, constraints = {} }) => {
    const [message = 'is not valid'] = Object.values(constraints);
    return { variable: property, message: isServiceLink(property, set[property]) ? SERVICE_LINK : message };
  });
}

const SERVICE_LINK =
  'was set by Kubernetes for a service of that name. Set enableServiceLinks: false in the pod, or rename the service';

const missingVariables = (set: Variables): ConfigFault[] =>
  [...KNOWN]
    .filter(([name, { required }]) => required && set[name] === undefined)
    .map(([variable, { example = '' }]) => ({ variable, message: `is required. Set it, for example to ${example}` }));

/** Whoever reaches the port acts with our key, so opening it to a network has to be said in words. */
function exposureFaults({ MCP_LISTEN_HOST: host, MCP_HTTP_AUTH: auth }: Environment): ConfigFault[] {
  if (isLoopback(host) || auth === 'none') return [];
  const message =
    'opens the server to the network without authentication. Listen on 127.0.0.1, or set MCP_HTTP_AUTH=none if ' +
    'something in front of it authenticates callers';
  return [{ variable: 'MCP_LISTEN_HOST', message }];
}

function configOf(environment: Environment, needs: ConfigNeeds, defaultDatabase: string): Config {
  const { AGENTPAY_API_BASE_URL: baseUrl, AGENTPAY_API_KEY: apiKey, AGENTPAY_ORG_ID: orgId } = environment;
  const hasBackend = baseUrl !== undefined && apiKey !== undefined;
  return deepFreeze({
    upstream: hasBackend ? { baseUrl: baseUrl.replace(/\/+$/, ''), apiKey: new Secret(apiKey), orgId } : undefined,
    callTimeoutMs: environment.AGENTPAY_TIMEOUT_SEC * 1000,
    resilience: {
      breaker: {
        failures: environment.MCP_BREAKER_FAILURES,
        windowMs: environment.MCP_BREAKER_WINDOW_SEC * 1000,
        openMs: environment.MCP_BREAKER_OPEN_SEC * 1000,
      },
      concurrency: { limit: environment.MCP_BACKEND_CONCURRENCY, queue: environment.MCP_BACKEND_QUEUE },
    },
    http: {
      host: environment.MCP_LISTEN_HOST,
      port: environment.MCP_LISTEN_PORT,
      allowedHosts: listOf(environment.MCP_ALLOWED_HOSTS),
      allowedOrigins: listOf(environment.MCP_ALLOWED_ORIGINS),
      auth: environment.MCP_HTTP_AUTH,
    },
    sandbox: {
      port: environment.MCP_SANDBOX_PORT ?? needs.sandboxPort,
      database: environment.MCP_SANDBOX_DATABASE ?? defaultDatabase,
    },
    log: { level: environment.LOG_LEVEL },
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value) as unknown[])
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  return Object.freeze(value);
}
