import { ConfigError, formatConfigError } from '../../src/config/config-error.js';
import { withUpstream, type UpstreamConfig } from '../../src/config/config.js';
import { loadConfig, type RequiredSettings } from '../../src/config/load-config.js';

const HTTP: RequiredSettings = { backend: true, http: true, sandboxPort: 0 };
const STDIO: RequiredSettings = { ...HTTP, http: false };
const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'test_key' };
const CANARY = 'canary 0xC0FFEE';

/** Why a configuration is rejected. */
function errorOf(variables: Record<string, string>, needs = HTTP): ConfigError {
  try {
    loadConfig(variables, needs);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown;
    throw thrown;
  }
  return new ConfigError([]);
}

/** The faults as a person reads them, by variable. */
const errorsOf = (variables: Record<string, string>, needs = HTTP): Record<string, string> =>
  Object.fromEntries(errorOf(variables, needs).invalid.map(({ variable, message }) => [variable, message]));

test('all faults are reported at once, by name and never by value', () => {
  const variables = {
    AGENTPAY_API_BASE_URL: CANARY,
    AGENTPAY_API_KEY: CANARY,
    AGENTPAY_ORG_ID: CANARY,
    AGENTPAY_TIMEOUT_SEC: CANARY,
    AGENTPAY_API_KEI: CANARY,
    ORVION_MCP_LISTEN_HOST: CANARY,
    ORVION_MCP_LISTEN_PORT: CANARY,
    ORVION_MCP_ALLOWED_HOSTS: CANARY,
    ORVION_MCP_ALLOWED_ORIGINS: CANARY,
    ORVION_MCP_HTTP_AUTH: CANARY,
    ORVION_MCP_SANDBOX_PORT: CANARY,
    ORVION_MCP_SANDBOX_DATABASE: CANARY.repeat(1000),
    LOG_LEVEL: CANARY,
  };
  const error = errorOf(variables);
  expect(error.invalid.map(({ variable }) => variable).toSorted()).toEqual(Object.keys(variables).toSorted());
  for (const text of [formatConfigError(error), String(error.stack), JSON.stringify(error)]) {
    expect(text).not.toContain('C0FFEE');
  }
  expect(formatConfigError(error)).toMatch(
    /^13 settings are not usable:\n(?: {2}[A-Z_]+ .*[.?]\n){13}All settings are in \.env\.example\./,
  );
});

test('what is required is asked for with an example', () => {
  expect(errorsOf({})).toEqual({
    AGENTPAY_API_BASE_URL: 'is required. Set it, for example to http://localhost:8000/v1',
    AGENTPAY_API_KEY: 'is required. Set it, for example to test_xxx',
  });
});

test('with the sandbox the variables of a backend are neither required nor read', () => {
  const config = loadConfig(
    { AGENTPAY_API_KEY: 'not even valid', AGENTPAY_API_BASE_URL: 'x' },
    { ...HTTP, backend: false },
  );
  expect(config.upstream).toBeUndefined();
});

describe('a name that looks like ours', () => {
  test.each([
    ['ORVION_MCP_LISTEN_PROT', 'ORVION_MCP_LISTEN_PORT'],
    ['ORVION_MCP_LISTN_PORT', 'ORVION_MCP_LISTEN_PORT'],
    ['ORVION_MCP_PORT', 'ORVION_MCP_LISTEN_PORT'],
    ['ORVION_MCP_HOST', 'ORVION_MCP_LISTEN_HOST'],
    ['ORVION_MCP_ALLOWED_HOST', 'ORVION_MCP_ALLOWED_HOSTS'],
    ['AGENTPAY_APIKEY', 'AGENTPAY_API_KEY'],
    ['AGENTPAY_KEY', 'AGENTPAY_API_KEY'],
    ['AGENTPAY_BASE_URL', 'AGENTPAY_API_BASE_URL'],
    ['AGENTPAY_TIMEOUT', 'AGENTPAY_TIMEOUT_SEC'],
    ['AGENTPAY_TIMEOUT_MS', 'AGENTPAY_TIMEOUT_SEC'],
  ])('%s is rejected with the nearest, %s', (name, nearest) => {
    expect(errorsOf({ ...BACKEND, [name]: '3000' })).toEqual({
      [name]: `is not a setting of this program. Did you mean ${nearest}?`,
    });
  });

  test('is rejected without one when none is near', () => {
    expect(errorsOf({ ...BACKEND, ORVION_MCP_COMPLETELY_DIFFERENT_THING: '1' })).toEqual({
      ORVION_MCP_COMPLETELY_DIFFERENT_THING: 'is not a setting of this program. Remove it',
    });
  });

  test.each([
    ['ORVION_MCP_SERVICE_HOST', '10.96.0.7'],
    ['ORVION_MCP_SERVICE_PORT', '3000'],
    ['ORVION_MCP_SERVICE_PORT_HTTP', '3000'],
    ['ORVION_MCP_PORT', 'tcp://10.96.0.7:3000'],
    ['ORVION_MCP_PORT_3000_TCP', 'tcp://10.96.0.7:3000'],
    ['ORVION_MCP_PORT_3000_TCP_PROTO', 'tcp'],
    ['ORVION_MCP_PORT_3000_TCP_PORT', '3000'],
    ['ORVION_MCP_PORT_3000_TCP_ADDR', '10.96.0.7'],
    ['ORVION_MCP_GATEWAY_PORT_53_UDP_ADDR', '10.96.0.8'],
    ['AGENTPAY_API_SERVICE_HOST', '10.96.0.9'],
    ['MCPX', '1'],
    ['MCP_TIMEOUT', '30000'],
    ['MCP_PORT', '6277'],
    ['MCP_SANDBOX_PORT', '6278'],
    ['MCP_LISTEN_PORT', '1'],
    ['OTHER_MCP_PORT', '1'],
  ])('%s=%s is none of ours, as Kubernetes or someone else sets it', (name, value) => {
    expect(errorsOf({ ...BACKEND, [name]: value })).toEqual({});
  });

  test('is named as what it is when Kubernetes overwrites a setting', () => {
    const faults = errorsOf({ ...BACKEND, ORVION_MCP_LISTEN_PORT: 'tcp://10.96.0.7:3000' });
    expect(faults.ORVION_MCP_LISTEN_PORT).toMatch(/^was set by Kubernetes .* enableServiceLinks: false/);
  });
});

describe('listening beyond loopback', () => {
  const BEYOND = [
    '0.0.0.0',
    '::',
    '0:0:0:0:0:0:0:0',
    '192.168.1.20',
    '10.0.0.1',
    'fe80::1',
    '128.0.0.1',
    'mcp.example.com',
  ];

  test.each(BEYOND)('on %s is rejected without a word on authentication', (host) => {
    const { ORVION_MCP_LISTEN_HOST: message, ...others } = errorsOf({ ...BACKEND, ORVION_MCP_LISTEN_HOST: host });
    expect(message).toMatch(/without authentication.*ORVION_MCP_HTTP_AUTH=none/);
    expect(others).toEqual({});
  });

  test.each(BEYOND)('on %s is allowed once said in words', (host) => {
    expect(errorsOf({ ...BACKEND, ORVION_MCP_LISTEN_HOST: host, ORVION_MCP_HTTP_AUTH: 'none' })).toEqual({});
  });

  test('is nothing to stdio', () => {
    expect(errorsOf({ ...BACKEND, ORVION_MCP_LISTEN_HOST: '0.0.0.0' }, STDIO)).toEqual({});
  });
});

test('the tree cannot be changed, at no depth', () => {
  const config = loadConfig(BACKEND, HTTP);
  for (const tree of [config, withUpstream(config, { ...(config.upstream as UpstreamConfig) })]) {
    const open = [tree, ...Object.values(tree as object)].filter(
      (part: unknown) => typeof part === 'object' && !Object.isFrozen(part),
    );
    expect(open).toEqual([]);
    expect(Object.isFrozen(tree.http.allowedHosts)).toBe(true);
    expect(() => Object.assign(tree.http, { host: '0.0.0.0' })).toThrow(TypeError);
  }
});

describe('settings that cannot all be meant', () => {
  const JWT = {
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: 'https://login.example',
    ORVION_MCP_PUBLIC_URL: 'https://mcp.example/mcp',
  };

  test.each<[string, Record<string, string>, Record<string, RegExp>]>([
    [
      'jwt without an issuer',
      { ...JWT, ORVION_MCP_AUTH_ISSUER: '' },
      { ORVION_MCP_AUTH_ISSUER: /is required with ORVION_MCP_HTTP_AUTH=jwt\. Set/ },
    ],
    [
      'jwt without an address',
      { ...JWT, ORVION_MCP_PUBLIC_URL: '' },
      { ORVION_MCP_PUBLIC_URL: /is required with ORVION_MCP_HTTP_AUTH=jwt\. Set/ },
    ],
    [
      'token without a file',
      { ORVION_MCP_HTTP_AUTH: 'token' },
      { ORVION_MCP_AUTH_TOKENS_FILE: /is required .*tokens\.json/ },
    ],
    [
      'an issuer without jwt',
      { ORVION_MCP_AUTH_ISSUER: 'https://x.example' },
      { ORVION_MCP_AUTH_ISSUER: /is read only with ORVION_MCP_HTTP_AUTH=jwt/ },
    ],
    [
      'tokens with jwt',
      { ...JWT, ORVION_MCP_AUTH_TOKENS_FILE: '/tokens.json' },
      { ORVION_MCP_AUTH_TOKENS_FILE: /is read only with ORVION_MCP_HTTP_AUTH=token/ },
    ],
    [
      "the operator's key and organisation where callers bring keys",
      { ORVION_MCP_HTTP_AUTH: 'api-key', AGENTPAY_API_KEY: 'test_key', AGENTPAY_ORG_ID: 'org_1' },
      { AGENTPAY_API_KEY: /every caller brings a key/, AGENTPAY_ORG_ID: /every caller brings a key/ },
    ],
  ])('%s', (_case, variables, expected) => {
    const faults = errorsOf({ ...BACKEND, ...variables });
    expect(Object.keys(faults)).toEqual(Object.keys(expected));
    for (const [name, pattern] of Object.entries(expected)) expect(faults[name]).toMatch(pattern);
  });

  test('in api-key mode no key of the operator is needed over HTTP, and one is on stdio', () => {
    const variables = { AGENTPAY_API_BASE_URL: BACKEND.AGENTPAY_API_BASE_URL, ORVION_MCP_HTTP_AUTH: 'api-key' };
    expect(errorsOf(variables)).toEqual({});
    expect(errorsOf(variables, STDIO)).toHaveProperty('AGENTPAY_API_KEY');
  });

  test('settings of the listener do not matter where there is none', () => {
    expect(errorsOf({ ...BACKEND, ORVION_MCP_HTTP_AUTH: 'jwt' }, STDIO)).toEqual({});
  });
});
