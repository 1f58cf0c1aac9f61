import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { FIGURES } from '../../src/observability/metrics/figures.js';
import { startHttpProgram } from '../harness/program.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { scrape } from '../harness/scrape.js';
import { post } from '../harness/traced-call.js';

jest.setTimeout(60_000);

/** What Prometheus' own tool says of a text, and its exit code. */
function promtool(args: readonly string[], input: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8', timeout: 30_000 });
  return { status, said: stdout + stderr };
}

/** The alerts that the documentation offers. */
const [, RULES = ''] = /```yaml\n([^]*?)```/.exec(readFileSync('docs/metrics.md', 'utf8')) ?? [];

let backend: TestBackend;
let service: Awaited<ReturnType<typeof startHttpProgram>>;
beforeAll(async () => {
  backend = await startBackend();
  service = await startHttpProgram([], { ...backend.variables, MCP_METRICS: 'true' });
});
afterAll(async () => {
  await service.stop();
  await backend.close();
});

test('promtool has nothing to say about the figures of a program that has worked', async () => {
  await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
  await post(service.endpoint, '2026-07-28', 'get_invoice', { id: 'inv_none' });
  await post(service.endpoint, '2026-07-28', 'no_such_tool');
  await backend.fail({ kind: 'status', status: 503 }, { kind: 'reset-before-commit' });
  await post(service.endpoint, '2026-07-28', 'list_invoices', { limit: 1 });
  const { text, series } = await scrape(`${service.origin}/metrics`);
  // Every figure of ours has a value by now, so that each is looked at.
  for (const { name } of Object.values(FIGURES)) expect(series().join('\n')).toContain(name);
  expect(promtool(['check', 'metrics'], text)).toEqual({ status: 0, said: '' });
});

test('promtool would say so if there were something', () => {
  const { status, said } = promtool(['check', 'metrics'], '# TYPE calls_total gauge\ncalls_total 1\n');
  expect(status).not.toBe(0);
  expect(said).toContain('calls_total');
});

test('promtool takes the alerts of the documentation, and they ask for figures that there are', async () => {
  expect(promtool(['check', 'rules'], RULES)).toMatchObject({ status: 0 });
  const { text } = await scrape(`${service.origin}/metrics`);
  const asked = [...RULES.matchAll(/\b(?:mcp_server|nodejs|process)_\w+/g)].map(([name]) => name);
  expect(asked.length).toBeGreaterThan(5);
  for (const name of asked) expect(text).toContain(name.replace(/_bucket$/, ''));
});
