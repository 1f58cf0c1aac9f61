import type { InvalidSetting } from './config-error.js';
import type { AuthMode } from './config.js';
import type { Environment } from './environment.js';
import { isLoopback } from './loopback.js';

/** Settings of the HTTP listener that cannot all be meant, each with the remedy. */
export const contradictions = (environment: Environment): InvalidSetting[] => [
  ...exposure(environment),
  ...missingForMode(environment),
  ...settingsOfOtherModes(environment),
];

/** Whoever reaches the port acts with our key, so opening it to a network has to be said in words. */
function exposure({ ORVION_MCP_LISTEN_HOST: host, ORVION_MCP_HTTP_AUTH: auth }: Environment): InvalidSetting[] {
  if (isLoopback(host) || auth !== undefined) return [];
  const message =
    'opens the server to the network without authentication. Listen on 127.0.0.1, choose a mode with ORVION_MCP_HTTP_AUTH, or ' +
    'set ORVION_MCP_HTTP_AUTH=none if something in front of it authenticates callers';
  return [{ variable: 'ORVION_MCP_LISTEN_HOST', message }];
}

/** What a mode cannot do without. */
const NEEDED: Partial<Record<AuthMode, readonly (keyof Environment)[]>> = {
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
  return (NEEDED[mode] ?? [])
    .filter((variable) => environment[variable] === undefined)
    .map((variable) => ({
      variable,
      message: `is required with ORVION_MCP_HTTP_AUTH=${mode}. Set it, for example to ${EXAMPLE[variable]}`,
    }));
}

/** The mode that alone reads a variable. */
const MODE_OF: Partial<Record<keyof Environment, AuthMode>> = {
  ORVION_MCP_AUTH_TOKENS_FILE: 'token',
  ORVION_MCP_AUTH_ISSUER: 'jwt',
  ORVION_MCP_AUTH_AUDIENCE: 'jwt',
  ORVION_MCP_AUTH_JWKS_URL: 'jwt',
};

/** Somebody who set one of these believes that callers are checked by it. */
function settingsOfOtherModes(environment: Environment): InvalidSetting[] {
  const misplaced = Object.entries(MODE_OF)
    .filter(([variable, mode]) => isSet(environment, variable) && environment.ORVION_MCP_HTTP_AUTH !== mode)
    .map(([variable, mode]) => ({
      variable,
      message: `is read only with ORVION_MCP_HTTP_AUTH=${mode}. Set that mode, or remove it`,
    }));
  if (environment.ORVION_MCP_HTTP_AUTH !== 'api-key') return misplaced;
  const ofOperator = ['AGENTPAY_API_KEY', 'AGENTPAY_ORG_ID']
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({
      variable,
      message:
        'is not for ORVION_MCP_HTTP_AUTH=api-key, where every caller brings a key. Choose another mode, or remove it',
    }));
  return [...misplaced, ...ofOperator];
}

const isSet = (environment: Environment, variable: string): boolean =>
  environment[variable as keyof Environment] !== undefined;
