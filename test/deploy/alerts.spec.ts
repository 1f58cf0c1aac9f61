import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startHttpProgram } from '../harness/program.js';
import { startBackend } from '../harness/sandbox.js';
import { scrape } from '../harness/scrape.js';
import { callTool } from '../harness/agent.js';
import { Deployed } from './deployed.js';
import { run, type Run } from './programs.js';

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const production = new Deployed('production');
/** As the overlay renders them: what the cluster gets. */
const RULES = (production.spec('PrometheusRule') as Rules).groups.flatMap(({ rules }) => rules);

const FILE = 'deploy/helm/orvion-mcp/files/alerts.yaml';
const TESTS = 'test/deploy/alerts.test.yaml';

/** Rules and their tests in a folder of their own, the rules changed. */
function testChanged(change: (rules: string) => string): Run {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-alerts-'));
  for (const file of [FILE, TESTS]) cpSync(file, join(folder, file));
  const [before, after] = [readFileSync(FILE, 'utf8'), change(readFileSync(FILE, 'utf8'))];
  if (before === after) throw new Error('nothing was changed');
  writeFileSync(join(folder, FILE), after);
  return run('promtool', ['test', 'rules', join(folder, TESTS)]);
}

test('the file of rules is what the cluster gets', () => {
  expect(parse(readFileSync(FILE, 'utf8'))).toEqual(production.spec('PrometheusRule'));
});

test('promtool has nothing to say about the rules, and every alert fires when it has to and not before', () => {
  expect(run('promtool', ['check', 'rules', FILE])).toMatchObject({ status: 0 });
  const { status, stdout, stderr } = run('promtool', ['test', 'rules', TESTS]);
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('SUCCESS')]);
});

test('every alert has such a test', () => {
  const tests = parse(readFileSync(TESTS, 'utf8')) as {
    tests: readonly { alert_rule_test: readonly { alertname: string; exp_alerts: readonly unknown[] }[] }[];
  };
  const firing = tests.tests
    .flatMap((each) => each.alert_rule_test)
    .filter(({ exp_alerts: alerts }) => alerts.length > 0);
  expect([...new Set(firing.map(({ alertname }) => alertname))].toSorted()).toEqual(
    RULES.map(({ alert }) => alert).toSorted(),
  );
});

test.each<[what: string, from: string, to: string]>([
  ['a bound that is too high', '> 0.05', '> 0.5'],
  ['a bound that is too low', '> 0.2 and', '> 0.02 and'],
  ['an alarm that waits for nothing', 'for: 2m', 'for: 0s'],
  ['a label that is none', 'state="open"', 'state="opened"'],
  ['an alert for the figures of others', ' and on (instance) mcp_server_build_info', ''],
])('%s is found', (_what, from, to) => {
  const { status, stderr } = testChanged((rules) => rules.replace(from, to));
  expect([status, stderr]).toEqual([1, expect.stringContaining('FAILED')]);
});

test('an alert says how bad it is, what is wrong, and what to do', () => {
  expect(RULES.length).toBeGreaterThan(5);
  for (const { labels, annotations } of RULES) {
    expect(['warning', 'critical']).toContain(labels.severity);
    expect(Object.keys(annotations)).toEqual(['action', 'summary']);
  }
});

test('the alert on memory knows the limit of the pod', () => {
  const { memory = '' } = production.container.resources.limits;
  expect(RULES.find(({ alert }) => alert === 'OrvionMcpMemory')?.expr).toContain(
    `0.9 * ${memory.replace('Mi', '')} * 1024 * 1024`,
  );
});

/** Names of figures in an expression. */
const asked = (expression: string): string[] =>
  [...expression.matchAll(/\b(?:mcp_server|nodejs|process)_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''));

/** The second call is turned away. */
const ONE_CALL = { ORVION_MCP_RATE_LIMIT_PER_SEC: '0.1', ORVION_MCP_RATE_LIMIT_BURST: '1' };

test('every figure that a rule asks for is one that a running service shows, and so is every label', async () => {
  const backend = await startBackend();
  const service = await startHttpProgram([], { ...backend.variables, ORVION_MCP_METRICS: 'true', ...ONE_CALL });
  try {
    for (let calls = 0; calls < 2; calls += 1) await callTool(service.endpoint, 'list_invoices').catch(() => undefined);
    const { text, series } = await scrape(`${service.origin}/metrics`);
    const shown = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    const names = [...new Set(RULES.flatMap(({ expr }) => asked(expr)))];
    expect(names.length).toBeGreaterThan(6);
    expect(names.filter((name) => !shown.includes(name))).toEqual([]);
    expect(asked('rate(mcp_server_made_up_total[5m])').filter((name) => !shown.includes(name))).not.toEqual([]);
    // What rules sort by and select.
    expect(series()).toEqual(
      expect.arrayContaining([
        'mcp_server_tool_calls_total{tool="list_invoices",code="OK"}',
        'mcp_server_requests_refused_total{reason="rate_limited"}',
        'mcp_server_backend_breaker_state{state="open"}',
      ]),
    );
  } finally {
    await service.stop();
    await backend.close();
  }
});
