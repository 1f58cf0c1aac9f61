import type { ConfigFault } from './config-error.js';
import type { AuthMode } from './config.js';
import type { Environment } from './environment.js';
import { isLoopback } from './loopback.js';

/** Settings of the HTTP listener that cannot all be meant, each with the remedy. */
export const contradictions = (environment: Environment): ConfigFault[] => [
  ...exposure(environment),
  ...missingForMode(environment),
  ...strayOfOtherMode(environment),
];

/** Whoever reaches the port acts with our key, so opening it to a network has to be said in words. */
function exposure({ MCP_LISTEN_HOST: host, MCP_HTTP_AUTH: auth }: Environment): ConfigFault[] {
  if (isLoopback(host) || auth !== undefined) return [];
  const message =
    'opens the server to the network without authentication. Listen on 127.0.0.1, choose a mode with MCP_HTTP_AUTH, or ' +
    'set MCP_HTTP_AUTH=none if something in front of it authenticates callers';
  return [{ variable: 'MCP_LISTEN_HOST', message }];
}

/** What a mode cannot do without. */
const NEEDED: Partial<Record<AuthMode, readonly (keyof Environment)[]>> = {
  token: ['MCP_AUTH_TOKENS_FILE'],
  jwt: ['MCP_AUTH_ISSUER', 'MCP_PUBLIC_URL'],
};

const EXAMPLE: Partial<Record<keyof Environment, string>> = {
  MCP_AUTH_TOKENS_FILE: '/etc/orvion-mcp/tokens.json',
  MCP_AUTH_ISSUER: 'https://login.example.com',
  MCP_PUBLIC_URL: 'https://mcp.example.com/mcp',
};

function missingForMode(environment: Environment): ConfigFault[] {
  const { MCP_HTTP_AUTH: mode } = environment;
  if (mode === undefined) return [];
  return (NEEDED[mode] ?? [])
    .filter((variable) => environment[variable] === undefined)
    .map((variable) => ({
      variable,
      message: `is required with MCP_HTTP_AUTH=${mode}. Set it, for example to ${EXAMPLE[variable]}`,
    }));
}

/** The mode that alone reads a variable. */
const MODE_OF: Partial<Record<keyof Environment, AuthMode>> = {
  MCP_AUTH_TOKENS_FILE: 'token',
  MCP_AUTH_ISSUER: 'jwt',
  MCP_AUTH_AUDIENCE: 'jwt',
  MCP_AUTH_JWKS_URL: 'jwt',
};

/** Somebody who set one of these believes that callers are checked by it. */
function strayOfOtherMode(environment: Environment): ConfigFault[] {
  const stray = Object.entries(MODE_OF)
    .filter(([variable, mode]) => isSet(environment, variable) && environment.MCP_HTTP_AUTH !== mode)
    .map(([variable, mode]) => ({
      variable,
      message: `is read only with MCP_HTTP_AUTH=${mode}. Set that mode, or remove it`,
    }));
  if (environment.MCP_HTTP_AUTH !== 'api-key') return stray;
  const ofOperator = ['AGENTPAY_API_KEY', 'AGENTPAY_ORG_ID']
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({
      variable,
      message: 'is not for MCP_HTTP_AUTH=api-key, where every caller brings a key. Choose another mode, or remove it',
    }));
  return [...stray, ...ofOperator];
}

const isSet = (environment: Environment, variable: string): boolean =>
  environment[variable as keyof Environment] !== undefined;
