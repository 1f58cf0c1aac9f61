import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { METRICS } from '../../src/observability/metrics/metric-definitions.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { MCP_HEADERS } from '../harness/messages.js';
import { scrape } from '../harness/scrape.js';
import { post } from '../harness/traced-call.js';

jest.setTimeout(60_000);

/** What Prometheus' own tool says of a text, and its exit code. */
function promtool(args: readonly string[], input = ''): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8', timeout: 30_000 });
  return { status, said: stdout + stderr };
}

const DOCUMENT = readFileSync('docs/telemetry.md', 'utf8');
/** The panels that the documentation offers, each as a rule, since the tool reads no bare expressions. */
const [, PANELS = ''] = /```promql\n([^]*?)```/.exec(DOCUMENT) ?? [];
const panelRules = PANELS.split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((expr, index) => `      - { record: 'panel:${index}', expr: ${JSON.stringify(expr)} }`);

function checkRules(text: string): { status: number | null; said: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'orvion-rules-')), 'rules.yml');
  writeFileSync(file, text);
  return promtool(['check', 'rules', file]);
}

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], { ...backend.variables, ORVION_MCP_METRICS: 'true' });
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});

test('promtool has nothing to say about the metrics of a program that has worked', async () => {
  await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
  await post(service.endpoint, '2026-07-28', 'get_invoice', { id: 'inv_none' });
  await post(service.endpoint, '2026-07-28', 'no_such_tool');
  await backend.fail({ kind: 'status', status: 503 }, { kind: 'reset-before-commit' });
  await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
  const prompt = { jsonrpc: '2.0', id: 1, method: 'prompts/get', params: { name: 'month_end_summary' } };
  await fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body: JSON.stringify(prompt) });
  const { text, series } = await scrape(`${service.origin}/metrics`);
  // Every figure of ours has a value by now, so that each is looked at.
  for (const { name } of Object.values(METRICS)) expect(series().join('\n')).toContain(name);
  expect(promtool(['check', 'metrics'], text)).toEqual({ status: 0, said: '' });
});

test('promtool would say so if there were something', () => {
  const { status, said } = promtool(['check', 'metrics'], '# TYPE calls_total gauge\ncalls_total 1\n');
  expect(status).not.toBe(0);
  expect(said).toContain('calls_total');
});

test('promtool takes the panels of the documentation, and they ask for metrics that there are', async () => {
  expect(panelRules.length).toBeGreaterThan(5);
  const panels = ['groups:', '  - name: panels', '    rules:', ...panelRules].join('\n');
  expect(checkRules(panels)).toMatchObject({ status: 0 });
  expect(checkRules(panels.replace('rate(', 'rate((')).status).not.toBe(0);
  const { text } = await scrape(`${service.origin}/metrics`);
  const asked = [...PANELS.matchAll(/\b(?:mcp_server|nodejs|process)_\w+/g)].map(([name]) => name);
  expect(asked.length).toBeGreaterThan(5);
  for (const name of asked) expect(text).toContain(`# TYPE ${name.replace(/_bucket$/, '')} `);
});
