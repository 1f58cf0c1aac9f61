import { LOG_LEVELS, TOOLSETS } from '../../src/config/config.js';
import type { VariableRule } from './variable-rule.js';

/** Variables of every process. */
export const PROCESS_VARIABLES: Record<string, VariableRule> = {
  AGENTPAY_API_BASE_URL: {
    read: (config) => config.upstream?.baseUrl,
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
    read: (config) => config.upstream?.apiKey?.reveal(),
    good: [['test_abc.DEF-1=', 'test_abc.DEF-1=']],
    bad: ['two words', 'line\nbreak', 'schlüssel', 'nul\u0000byte', 'tab\tinside'],
  },
  AGENTPAY_ORG_ID: {
    read: (config) => config.upstream?.orgId,
    good: [['org_01HABC', 'org_01HABC']],
    bad: ['org 1', 'org\r\nX-Evil: 1', 'örg'],
  },
  ORVION_MCP_BREAKER_FAILURES: {
    read: ({ resilience }) => resilience.breaker.failures,
    good: [
      ['1', 1],
      ['1000000', 1_000_000],
    ],
    bad: ['0', '-1', '1.5', '1000001', 'five'],
  },
  ORVION_MCP_BREAKER_WINDOW_SEC: {
    read: ({ resilience }) => resilience.breaker.windowMs,
    good: [
      ['0.1', 100],
      ['3600', 3_600_000],
    ],
    bad: ['0', '-1', '3601', 'ten'],
  },
  ORVION_MCP_BREAKER_OPEN_SEC: {
    read: ({ resilience }) => resilience.breaker.openMs,
    good: [
      ['0.1', 100],
      ['3600', 3_600_000],
    ],
    bad: ['0', '-1', '3601', 'ten'],
  },
  ORVION_MCP_BACKEND_CONCURRENCY: {
    read: ({ resilience }) => resilience.concurrency.limit,
    good: [
      ['1', 1],
      ['10000', 10_000],
    ],
    bad: ['0', '-1', '1.5', '10001', 'many'],
  },
  ORVION_MCP_BACKEND_QUEUE: {
    read: ({ resilience }) => resilience.concurrency.queue,
    good: [
      ['1', 1],
      ['10000', 10_000],
    ],
    bad: ['0', '-1', '1.5', '10001', 'many'],
  },
  ORVION_MCP_CONFIRM: {
    read: ({ confirm }) => confirm.policy,
    good: ['off', 'writes', 'destructive'].map((policy) => [policy, policy]),
    bad: ['on', 'true', 'OFF', 'all'],
  },
  ORVION_MCP_CONFIRM_AMOUNT: {
    read: ({ confirm }) => confirm.amount,
    good: [
      ['1000', { byCurrency: {}, others: '1000' }],
      ['0', { byCurrency: {}, others: '0' }],
      ['eur:1000.50, USD:1100,5', { byCurrency: { EUR: '1000.50', USD: '1100' }, others: '5' }],
      ['SAT:5000000', { byCurrency: { SAT: '5000000' } }],
    ],
    bad: [
      '-1',
      '1e3',
      '1_000',
      'EUR',
      'EUR:',
      'EUR 5',
      'EUR:1,EUR:2',
      'EUR:1,eur:2',
      '1,2',
      '1.1234567',
      '9'.repeat(16),
      ',',
    ],
  },
  ORVION_MCP_CONFIRM_FALLBACK: {
    read: ({ confirm }) => confirm.fallback,
    good: ['refuse', 'allow'].map((fallback) => [fallback, fallback]),
    bad: ['deny', 'true', 'ALLOW'],
  },
  ORVION_MCP_STATE_KEY: {
    read: ({ confirm }) => confirm.stateKeys.map((key) => key.reveal()),
    good: [
      ['k'.repeat(32), ['k'.repeat(32)]],
      [`${'n'.repeat(44)},${'o'.repeat(44)}`, ['n'.repeat(44), 'o'.repeat(44)]],
    ],
    bad: [
      'short',
      'k'.repeat(31),
      'k'.repeat(513),
      `${'k'.repeat(40)} ${'k'.repeat(40)}`,
      Array(3).fill('k'.repeat(32)).join(','),
    ],
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
  ORVION_MCP_TOOLSETS: {
    read: ({ tools }) => tools.toolsets,
    good: [
      ['read', ['read']],
      [' delete , read ', ['read', 'delete']],
      ['read,read', ['read']],
      ['all', [...TOOLSETS]],
      ['read,all', [...TOOLSETS]],
    ],
    bad: ['reads', 'read;delete', 'READ', ',', 'none', 'read,default', 'all tools'],
  },
  ORVION_MCP_SANDBOX_PORT: {
    read: (config) => config.sandbox.port,
    good: [
      ['0', 0],
      ['8001', 8001],
    ],
    bad: ['-1', '65536', 'x', 'tcp://10.0.0.1:8000'],
  },
  ORVION_MCP_SANDBOX_DATABASE: {
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
