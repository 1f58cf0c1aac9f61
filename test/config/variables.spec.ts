import type { Config } from '../../src/config/config.js';
import { ConfigError, type InvalidSetting } from '../../src/config/config-error.js';
import { loadConfig } from '../../src/config/load-config.js';
import type { Variables } from '../../src/config/variables.js';
import { HTTP_VARIABLES } from './http-variables.js';
import { PROCESS_VARIABLES } from './process-variables.js';

const NEEDS = { backend: true, http: true, sandboxPort: 8000 };
const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'test_key' };

const load = (variables: Variables): Config => loadConfig({ ...BACKEND, ...variables }, NEEDS);

function errorsOf(variables: Variables): readonly InvalidSetting[] {
  try {
    load(variables);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.invalid;
    throw thrown;
  }
  return [];
}

const RULES = { ...PROCESS_VARIABLES, ...HTTP_VARIABLES };

describe.each(Object.entries(RULES))('%s', (name, { read, good, bad, beside = {} }) => {
  test.each(good)('takes %j', (value, becomes) => {
    expect(read(load({ ...beside, [name]: value }))).toEqual(becomes);
  });

  test.each(bad)('refuses %j, once and with a remedy', (value) => {
    const faults = errorsOf({ ...beside, [name]: value });
    expect(faults.map(({ variable }) => variable)).toEqual([name]);
    const [{ message } = { message: '' }] = faults;
    expect(message).toMatch(/\b(?:Use|Give|Copy|Set) /);
  });

  test.each(['', '   ', '\t'])('set to %j counts as not set', (value) => {
    const required = name in BACKEND;
    expect(errorsOf({ [name]: value }).map(({ variable }) => variable)).toEqual(required ? [name] : []);
  });
});

test('defaults are those of the documentation', () => {
  const { sandbox, ...config } = load({});
  expect(config).toMatchObject({
    callTimeoutMs: 10_000,
    tools: { readOnly: false, toolsets: ['read', 'analytics', 'create', 'pay', 'cancel'] },
    http: {
      host: '127.0.0.1',
      port: 3000,
      allowedHosts: [],
      allowedOrigins: [],
      trustedProxies: [],
      auth: undefined,
      metrics: false,
    },
    log: { level: 'info' },
    upstream: { orgId: undefined },
  });
  expect(sandbox.port).toBe(8000);
  expect(sandbox.database).toMatch(/orvion-mcp.sandbox\.db$/);
});

test('every variable of the program is looked at here', async () => {
  const { Environment } = await import('../../src/config/environment.js');
  const { variablesOf } = await import('../../src/config/variable.decorator.js');
  expect(Object.keys(RULES).toSorted()).toEqual([...variablesOf(Environment).keys()].toSorted());
});
