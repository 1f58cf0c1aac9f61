import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigError, type InvalidSetting } from './config-error.js';
import { configTree } from './config-tree.js';
import type { Config } from './config.js';
import { contradictions } from './contradictions.js';
import { sandboxDatabase } from './data-folder.js';
import { Environment } from './environment.js';
import { telemetryConfig } from './tracing.js';
import { isServiceLink, unknownVariables } from './unknown-variables.js';
import { variablesOf } from './variable.decorator.js';
import { nonEmptyVariables, type Variables } from './variables.js';

/** Which settings a command requires. */
export interface RequiredSettings {
  /** Whether a configured backend is used. If not, its variables are ignored, so that its key never reaches the sandbox. */
  readonly backend: boolean;
  /** Whether an HTTP listener for clients is opened. */
  readonly http: boolean;
  /** Port of the sandbox when none is set. */
  readonly sandboxPort: number;
}

const KNOWN = variablesOf(Environment);
const BACKEND = ['AGENTPAY_API_BASE_URL', 'AGENTPAY_API_KEY', 'AGENTPAY_ORG_ID'];

/** Turns variables into the frozen configuration. Throws a `ConfigError` with every invalid setting. */
export function loadConfig(variables: Variables, required: RequiredSettings): Config {
  const set = nonEmptyVariables(variables);
  const problems = unknownVariables(set, [...KNOWN.keys()]);
  if (!required.backend) for (const name of BACKEND) delete set[name];
  const known = Object.fromEntries(Object.entries(set).filter(([name]) => KNOWN.has(name)));
  const environment = plainToInstance(Environment, known);
  const invalid = invalidVariables(environment, known);
  problems.push(...invalid);
  const isInvalid = (name: string): boolean => invalid.some(({ variable }) => variable === name);
  const callersBringKeys = required.http && environment.ORVION_MCP_HTTP_AUTH === 'api-key';
  if (required.backend) problems.push(...missingVariables(known, callersBringKeys ? ['AGENTPAY_API_KEY'] : []));
  if (required.http) problems.push(...contradictions(environment).filter(({ variable }) => !isInvalid(variable)));
  if (problems.length > 0) throw new ConfigError(problems);
  const sandbox = { port: required.sandboxPort, database: sandboxDatabase(set) };
  return configTree(environment, sandbox, telemetryConfig(set));
}

function invalidVariables(environment: Environment, set: Variables): InvalidSetting[] {
  return validateSync(environment, { stopAtFirstError: true }).map(({ property, constraints = {} }) => {
    const [message = 'is not valid'] = Object.values(constraints);
    return { variable: property, message: isServiceLink(property, set[property]) ? SERVICE_LINK : message };
  });
}

const SERVICE_LINK =
  'was set by Kubernetes for a service of that name. Set enableServiceLinks: false in the pod, or rename the service';

const missingVariables = (set: Variables, optional: readonly string[]): InvalidSetting[] =>
  [...KNOWN]
    .filter(([name, { required }]) => required && set[name] === undefined && !optional.includes(name))
    .map(([variable, { example = '' }]) => ({ variable, message: `is required. Set it, for example to ${example}` }));
