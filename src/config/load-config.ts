import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigError, type InvalidSetting } from './config-error.js';
import { configTree } from './config-tree.js';
import type { Config } from './config.js';
import { contradictions } from './contradictions.js';
import { sandboxDatabase } from './data-folder.js';
import { Environment } from './environment.js';
import { isServiceLink, unknownVariables } from './unknown-variables.js';
import { variablesOf } from './variable.decorator.js';
import { telemetryOf } from './tracing.js';
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
  const isInvalid = (name: string): boolean => invalid.some(({ variable }) => variable === name);
  const callersBringKeys = needs.http && environment.ORVION_MCP_HTTP_AUTH === 'api-key';
  if (needs.backend) faults.push(...missingVariables(ours, callersBringKeys ? ['AGENTPAY_API_KEY'] : []));
  if (needs.http) faults.push(...contradictions(environment).filter(({ variable }) => !isInvalid(variable)));
  if (faults.length > 0) throw new ConfigError(faults);
  const sandbox = { port: needs.sandboxPort, database: sandboxDatabase(set) };
  return configTree(environment, sandbox, telemetryOf(set));
}

function invalidVariables(environment: Environment, set: Variables): InvalidSetting[] {
  return validateSync(environment, { stopAtFirstError: true }).map(({ property, constraints = {} }) => {
    const [message = 'is not valid'] = Object.values(constraints);
    return { variable: property, message: isServiceLink(property, set[property]) ? SERVICE_LINK : message };
  });
}

const SERVICE_LINK =
  'was set by Kubernetes for a service of that name. Set enableServiceLinks: false in the pod, or rename the service';

const missingVariables = (set: Variables, dispensable: readonly string[]): InvalidSetting[] =>
  [...KNOWN]
    .filter(([name, { required }]) => required && set[name] === undefined && !dispensable.includes(name))
    .map(([variable, { example = '' }]) => ({ variable, message: `is required. Set it, for example to ${example}` }));
