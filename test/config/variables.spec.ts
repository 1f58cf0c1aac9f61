import { LOG_LEVELS, type Config } from '../../src/config/config.js';
import { ConfigError, type ConfigFault } from '../../src/config/config-error.js';
import { loadConfig } from '../../src/config/load-config.js';

const NEEDS = { backend: true, http: true, sandboxPort: 8000 };
const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'test_key' };

const load = (variables: Record<string, string>): Config => loadConfig({ ...BACKEND, ...variables }, NEEDS);

function faultsOf(variables: Record<string, string>): readonly ConfigFault[] {
  try {
    load(variables);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.faults;
    throw thrown;
  }
  return [];
}

const upstream = (config: Config) => config.upstream;

/** Each variable: values that it takes and what they become, then values that it refuses. */
const RULES: Record<
  string,
  { read: (config: Config) => unknown; good: readonly [string, unknown][]; bad: readonly string[] }
> = {
  AGENTPAY_API_BASE_URL: {
    read: (config) => upstream(config)?.baseUrl,
    good: [
      ['http://localhost:8000/v1', 'http://localhost:8000/v1'],
      ['https://api.example.com/v1/', 'https://api.example.com/v1'],
      ['https://api.example.com', 'https://api.example.com'],
      ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
      ['  https://api.example.com/v1  ', 'https://api.example.com/v1'],
    ],
    bad: [
      'localhost:8000',
      'ftp://api.example.com/v1',
      'file:///etc/passwd',
      'https://user:pass@api.example.com/v1',
      'https://api.example.com/v1?x=1',
      'https://api.example.com/v1#x',
      'https://api.example.com/v 1',
      'https:api.example.com/v1',
      'http://localhost:99999/v1',
      'http://',
      'https://api.example.com\\v1',
    ],
  },
  AGENTPAY_API_KEY: {
    read: (config) => upstream(config)?.apiKey.reveal(),
    good: [['test_abc.DEF-1=', 'test_abc.DEF-1=']],
    bad: ['two words', 'line\nbreak', 'schlüssel', 'nul\u0000byte', 'tab\tinside'],
  },
  AGENTPAY_ORG_ID: {
    read: (config) => upstream(config)?.orgId,
    good: [['org_01HABC', 'org_01HABC']],
    bad: ['org 1', 'org\r\nX-Evil: 1', 'örg'],
  },
  MCP_BREAKER_FAILURES: {
    read: ({ resilience }) => resilience.breaker.failures,
    good: [
      ['1', 1],
      ['1000000', 1_000_000],
    ],
    bad: ['0', '-1', '1.5', '1000001', 'five'],
  },
  MCP_BREAKER_WINDOW_SEC: {
    read: ({ resilience }) => resilience.breaker.windowMs,
    good: [
      ['0.1', 100],
      ['3600', 3_600_000],
    ],
    bad: ['0', '-1', '3601', 'ten'],
  },
  MCP_BREAKER_OPEN_SEC: {
    read: ({ resilience }) => resilience.breaker.openMs,
    good: [
      ['0.1', 100],
      ['3600', 3_600_000],
    ],
    bad: ['0', '-1', '3601', 'ten'],
  },
  MCP_BACKEND_CONCURRENCY: {
    read: ({ resilience }) => resilience.concurrency.limit,
    good: [
      ['1', 1],
      ['10000', 10_000],
    ],
    bad: ['0', '-1', '1.5', '10001', 'many'],
  },
  MCP_BACKEND_QUEUE: {
    read: ({ resilience }) => resilience.concurrency.queue,
    good: [
      ['1', 1],
      ['10000', 10_000],
    ],
    bad: ['0', '-1', '1.5', '10001', 'many'],
  },
  AGENTPAY_TIMEOUT_SEC: {
    read: (config) => config.callTimeoutMs,
    good: [
      ['10', 10_000],
      ['0.5', 500],
      ['300', 300_000],
    ],
    bad: ['0', '-1', '301', '1e2', '10s', 'NaN', 'Infinity', '0x10', '1_000', '9'.repeat(400), '1,5'],
  },
  MCP_LISTEN_HOST: {
    read: (config) => config.http.host,
    good: [
      ['127.0.0.1', '127.0.0.1'],
      ['127.8.8.8', '127.8.8.8'],
      ['::1', '::1'],
      ['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:1'],
      ['::ffff:127.0.0.1', '::ffff:127.0.0.1'],
      ['localhost', 'localhost'],
      ['LOCALHOST', 'LOCALHOST'],
    ],
    bad: ['127.0.0.1:3000', '[::1]', 'http://localhost', '1.2.3', '256.1.1.1', '-a', 'a..b', 'under_score', '*'],
  },
  MCP_LISTEN_PORT: {
    read: (config) => config.http.port,
    good: [
      ['0', 0],
      ['3000', 3000],
      ['65535', 65_535],
    ],
    bad: ['-1', '65536', '80.5', 'http', '0x50', '3e3', '3000/tcp', 'tcp://10.0.0.1:3000'],
  },
  MCP_ALLOWED_HOSTS: {
    read: (config) => config.http.allowedHosts,
    good: [
      ['mcp.example.com', ['mcp.example.com']],
      [' a.example , b.example:8443,[::2]:80, ', ['a.example', 'b.example:8443', '[::2]:80']],
      [',', []],
    ],
    bad: ['http://mcp.example.com', 'mcp.example.com/mcp', '*', 'a.example;b.example', 'a.example:99999', 'u@h'],
  },
  MCP_ALLOWED_ORIGINS: {
    read: (config) => config.http.allowedOrigins,
    good: [['https://app.example.com, http://x.example:81', ['https://app.example.com', 'http://x.example:81']]],
    bad: [
      'app.example.com',
      'https://app.example.com/',
      'https://App.example.com',
      '*',
      'null',
      'https://a.example:443',
    ],
  },
  MCP_HTTP_AUTH: { read: (config) => config.http.auth, good: [['none', 'none']], bad: ['None', 'basic', 'true'] },
  MCP_SANDBOX_PORT: {
    read: (config) => config.sandbox.port,
    good: [
      ['0', 0],
      ['8001', 8001],
    ],
    bad: ['-1', '65536', 'x', 'tcp://10.0.0.1:8000'],
  },
  MCP_SANDBOX_DATABASE: {
    read: (config) => config.sandbox.database,
    good: [
      [':memory:', ':memory:'],
      ['/data/x y.db', '/data/x y.db'],
    ],
    bad: ['x'.repeat(4097)],
  },
  LOG_LEVEL: {
    read: (config) => config.log.level,
    good: LOG_LEVELS.map((level) => [level, level]),
    bad: ['INFO', 'verbose', '30', 'warning'],
  },
};

describe.each(Object.entries(RULES))('%s', (name, { read, good, bad }) => {
  test.each(good)('takes %j', (value, becomes) => {
    expect(read(load({ [name]: value }))).toEqual(becomes);
  });

  test.each(bad)('refuses %j, once and with a remedy', (value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults.map(({ variable }) => variable)).toEqual([name]);
    const [{ message } = { message: '' }] = faults;
    expect(message).toMatch(/\b(?:Use|Give|Copy|Set) /);
  });

  test.each(['', '   ', '\t'])('set to %j counts as not set', (value) => {
    const required = name in BACKEND;
    expect(faultsOf({ [name]: value }).map(({ variable }) => variable)).toEqual(required ? [name] : []);
  });
});

test('defaults are those of the documentation', () => {
  const { sandbox, ...config } = load({});
  expect(config).toMatchObject({
    callTimeoutMs: 10_000,
    http: { host: '127.0.0.1', port: 3000, allowedHosts: [], allowedOrigins: [], auth: undefined },
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
