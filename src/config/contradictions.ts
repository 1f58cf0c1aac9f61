import type { InvalidSetting } from './config-error.js';
import type { AuthMode } from './config.js';
import type { Environment } from './environment.js';
import { isLoopback } from './loopback.js';

/** Reports settings of the HTTP listener that contradict each other, each with the remedy. */
export const contradictions = (environment: Environment): InvalidSetting[] => [
  ...exposure(environment),
  ...missingForMode(environment),
  ...settingsOfOtherModes(environment),
];

/** Everyone who reaches the port uses our API key, so opening it to a network takes an explicit setting. */
function exposure({ ORVION_MCP_LISTEN_HOST: host, ORVION_MCP_HTTP_AUTH: auth }: Environment): InvalidSetting[] {
  if (isLoopback(host) || auth !== undefined) return [];
  const message =
    'opens the server to the network without authentication. Listen on 127.0.0.1, choose a mode with ORVION_MCP_HTTP_AUTH, or ' +
    'set ORVION_MCP_HTTP_AUTH=none if something in front of it authenticates callers';
  return [{ variable: 'ORVION_MCP_LISTEN_HOST', message }];
}

/** Variables that a mode requires. */
const REQUIRED_BY_MODE: Partial<Record<AuthMode, readonly (keyof Environment)[]>> = {
  token: ['ORVION_MCP_AUTH_TOKENS_FILE'],
  jwt: ['ORVION_MCP_AUTH_ISSUER', 'ORVION_MCP_PUBLIC_URL'],
};

const EXAMPLE: Partial<Record<keyof Environment, string>> = {
  ORVION_MCP_AUTH_TOKENS_FILE: '/etc/orvion-mcp/tokens.json',
  ORVION_MCP_AUTH_ISSUER: 'https://login.example.com',
  ORVION_MCP_PUBLIC_URL: 'https://mcp.example.com/mcp',
};

function missingForMode(environment: Environment): InvalidSetting[] {
  const { ORVION_MCP_HTTP_AUTH: mode } = environment;
  if (mode === undefined) return [];
  return (REQUIRED_BY_MODE[mode] ?? [])
    .filter((variable) => environment[variable] === undefined)
    .map((variable) => ({
      variable,
      message: `is required with ORVION_MCP_HTTP_AUTH=${mode}. Set it, for example to ${EXAMPLE[variable]}`,
    }));
}

/** Variables that only one mode reads. */
const MODE_OF_VARIABLE: Partial<Record<keyof Environment, AuthMode>> = {
  ORVION_MCP_AUTH_TOKENS_FILE: 'token',
  ORVION_MCP_AUTH_ISSUER: 'jwt',
  ORVION_MCP_AUTH_AUDIENCE: 'jwt',
  ORVION_MCP_AUTH_JWKS_URL: 'jwt',
};

/** An ignored setting would make its operator believe that callers are checked by it. */
function settingsOfOtherModes(environment: Environment): InvalidSetting[] {
  const misplaced = Object.entries(MODE_OF_VARIABLE)
    .filter(([variable, mode]) => isSet(environment, variable) && environment.ORVION_MCP_HTTP_AUTH !== mode)
    .map(([variable, mode]) => ({
      variable,
      message: `is read only with ORVION_MCP_HTTP_AUTH=${mode}. Set that mode, or remove it`,
    }));
  if (environment.ORVION_MCP_HTTP_AUTH !== 'api-key') return misplaced;
  const operatorKeys = ['AGENTPAY_API_KEY', 'AGENTPAY_ORG_ID']
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({
      variable,
      message:
        'is not for ORVION_MCP_HTTP_AUTH=api-key, where every caller brings a key. Choose another mode, or remove it',
    }));
  return [...misplaced, ...operatorKeys];
}

const isSet = (environment: Environment, variable: string): boolean =>
  environment[variable as keyof Environment] !== undefined;
