import type { VariableRule } from './variable-rule.js';

const TOKEN = { ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: '/tokens.json' };
const JWT = {
  ORVION_MCP_HTTP_AUTH: 'jwt',
  ORVION_MCP_AUTH_ISSUER: 'https://login.example.com',
  ORVION_MCP_PUBLIC_URL: 'https://mcp.example.com/mcp',
};
const URLS = [
  'login.example.com',
  'http://login.example.com',
  'https://u:p@x.example',
  'https://x.example/?a=1',
  'ftp://x.example',
];

/** Variables of the HTTP listener. */
export const HTTP_VARIABLES: Record<string, VariableRule> = {
  ORVION_MCP_LISTEN_HOST: {
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
  ORVION_MCP_LISTEN_PORT: {
    read: (config) => config.http.port,
    good: [
      ['0', 0],
      ['3000', 3000],
      ['65535', 65_535],
    ],
    bad: ['-1', '65536', '80.5', 'http', '0x50', '3e3', '3000/tcp', 'tcp://10.0.0.1:3000'],
  },
  ORVION_MCP_ALLOWED_HOSTS: {
    read: (config) => config.http.allowedHosts,
    good: [
      ['mcp.example.com', ['mcp.example.com']],
      [' a.example , b.example:8443,[::2]:80, ', ['a.example', 'b.example:8443', '[::2]:80']],
      [',', []],
    ],
    bad: [
      'http://mcp.example.com',
      'mcp.example.com/mcp',
      '*',
      'a.example;b.example',
      'a.example:99999',
      'a.example:080',
      'u@h',
    ],
  },
  ORVION_MCP_ALLOWED_ORIGINS: {
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
  ORVION_MCP_HTTP_AUTH: {
    read: ({ http }) => http.auth,
    good: [['none', { mode: 'none' }]],
    bad: ['None', 'basic', 'true'],
  },
  ORVION_MCP_AUTH_TOKENS_FILE: {
    read: ({ http }) => http.auth,
    good: [['/etc/tokens.json', { mode: 'token', tokensFile: '/etc/tokens.json' }]],
    bad: ['x'.repeat(4097)],
    beside: TOKEN,
  },
  ORVION_MCP_AUTH_ISSUER: {
    read: ({ http }) => http.auth,
    good: [
      [
        'http://127.0.0.1:9000',
        {
          mode: 'jwt',
          issuer: 'http://127.0.0.1:9000',
          audience: 'https://mcp.example.com/mcp',
          resource: 'https://mcp.example.com/mcp',
          jwksUrl: undefined,
          algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        },
      ],
    ],
    bad: URLS,
    beside: JWT,
  },
  ORVION_MCP_AUTH_AUDIENCE: {
    read: ({ http }) => http.auth,
    good: [['orvion-mcp', expect.objectContaining({ audience: 'orvion-mcp' })]],
    bad: ['two words'],
    beside: JWT,
  },
  ORVION_MCP_AUTH_JWKS_URL: {
    read: ({ http }) => http.auth,
    good: [['https://login.example.com/jwks', expect.objectContaining({ jwksUrl: 'https://login.example.com/jwks' })]],
    bad: URLS,
    beside: JWT,
  },
  ORVION_MCP_AUTH_ALGORITHMS: {
    read: ({ http }) => http.auth,
    good: [['ES256, EdDSA', expect.objectContaining({ algorithms: ['ES256', 'EdDSA'] })]],
    bad: ['none', 'HS256', 'ES256,HS256', 'es256', ','],
    beside: JWT,
  },
  ORVION_MCP_PUBLIC_URL: {
    read: ({ http }) => http.auth,
    good: [['https://x.example/mcp', expect.objectContaining({ resource: 'https://x.example/mcp' })]],
    bad: URLS,
    beside: JWT,
  },
  ORVION_MCP_READ_ONLY: {
    read: ({ tools }) => tools.readOnly,
    good: [
      ['true', true],
      ['false', false],
    ],
    bad: ['yes', '1', 'TRUE'],
  },
  ORVION_MCP_TRUSTED_PROXIES: {
    read: ({ http }) => http.trustedProxies,
    good: [['10.0.0.7, 10.1.0.0/16,fd00::/8', ['10.0.0.7', '10.1.0.0/16', 'fd00::/8']]],
    bad: ['true', 'proxy.example.com', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/8/8', '10.0.0.0/'],
  },
  ORVION_MCP_MAX_IN_FLIGHT: {
    read: ({ http }) => http.limits.inFlight,
    good: [['7', 7]],
    bad: ['0', '-1', '1.5', '100001'],
  },
  ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: {
    read: ({ http }) => http.limits.eventLoopDelayMs,
    good: [['10', 10]],
    bad: ['9', '60001', '100.5', 'none'],
  },
  ORVION_MCP_RATE_LIMIT_PER_SEC: {
    read: ({ http }) => http.limits.rate.perSecond,
    good: [['0.5', 0.5]],
    bad: ['0', '-1', '1000001', '10/s'],
  },
  ORVION_MCP_RATE_LIMIT_BURST: {
    read: ({ http }) => http.limits.rate.burst,
    good: [['1', 1]],
    bad: ['0', '-1', '1.5', '1000001'],
  },
  ORVION_MCP_RATE_LIMIT_REDIS_URL: {
    read: ({ http }) => http.limits.rate.redisUrl?.reveal(),
    good: [['rediss://:pass@redis.example.com:6380/1', 'rediss://:pass@redis.example.com:6380/1']],
    bad: [
      'redis.example.com',
      'http://redis.example.com',
      'redis://',
      'redis:///1',
      'redis://a b',
      'redis://a.example/name',
      'redis://:50%off@a.example',
    ],
  },
  ORVION_MCP_DRAIN_DELAY_MS: {
    read: ({ http }) => http.drain.delayMs,
    good: [['0', 0]],
    bad: ['-1', '1.5', '300001', '5s'],
  },
  ORVION_MCP_DRAIN_DEADLINE_MS: {
    read: ({ http }) => http.drain.deadlineMs,
    good: [['0', 0]],
    bad: ['-1', '1.5', '600001', '20s'],
  },
  ORVION_MCP_METRICS: { read: ({ http }) => http.metrics, good: [['true', true]], bad: ['on', '9090'] },
};
