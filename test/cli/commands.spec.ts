import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_TOOLS } from '../harness/offered-tools.js';
import { startProgram, type Variables } from '../harness/program.js';

jest.setTimeout(30_000);

const USAGE = /^Usage: orvion-mcp \[command\] \[--sandbox\]$/m;
const BACKEND = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: 'canary-c0ffee' };

async function run(args: readonly string[], variables: Variables = {}) {
  const program = startProgram(args, variables);
  const code = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

test.each(['--help', '-h'])('%s prints the usage as its result', async (flag) => {
  const { code, stdout, stderr } = await run([flag]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(USAGE);
  for (const command of ['stdio', 'http', 'sandbox', 'check-config', 'doctor', 'tools', '--sandbox', '--version']) {
    expect(stdout).toContain(command);
  }
});

test.each(['--version', '-v'])('%s prints the version of the package as its result', async (flag) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('wrong usage ends with 64, says what is wrong and how it is done, and prints no result', async () => {
  const { code, stdout, stderr } = await run(['htpp']);
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toMatch(/^orvion-mcp: there is no command htpp; did you mean http\?\n/);
  expect(stderr).toMatch(USAGE);
});

test('tools prints what clients are listed, as JSON for a program, and needs no settings', async () => {
  const { code, stdout, stderr } = await run(['tools']);
  expect([code, stderr]).toEqual([0, '']);
  const { tools, ...others } = JSON.parse(stdout) as Record<string, { name: string }[]> & { tools: { name: string }[] };
  expect(tools.map(({ name }) => name)).toEqual(DEFAULT_TOOLS);
  expect(Object.entries(others).map(([list, entries]) => [list, entries.length])).toEqual([
    ['resources', 2],
    ['resourceTemplates', 1],
    ['prompts', 4],
  ]);
});

test('a result that nobody reads to its end is no fault', async () => {
  const program = startProgram(['tools']);
  program.process.stdout.destroy();
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toBe('');
});

describe('check-config', () => {
  test('prints the settings as they are understood, as JSON, without the key', async () => {
    const { code, stdout, stderr } = await run(['check-config'], { ...BACKEND, AGENTPAY_TIMEOUT_SEC: '2.5' });
    expect([code, stderr]).toEqual([0, 'The settings are usable.\n']);
    expect(JSON.parse(stdout)).toMatchObject({
      upstream: { baseUrl: 'http://localhost:8000/v1', apiKey: '[redacted]' },
      callTimeoutMs: 2_500,
    });
    expect(stdout).not.toContain('canary');
  });

  test('ends with 78 and every fault when they are not usable', async () => {
    const { code, stdout, stderr } = await run(['check-config'], {
      ...BACKEND,
      LOG_LEVEL: 'loud',
      ORVION_MCP_LISTN_PORT: '1',
    });
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(/^2 settings are not usable:\n {2}ORVION_MCP_LISTN_PORT .*\n {2}LOG_LEVEL .*\n/);
  });

  test('reads .env of the working folder, but not in production', async () => {
    const HOME = mkdtempSync(join(tmpdir(), 'orvion-home-'));
    writeFileSync(join(HOME, '.env'), 'AGENTPAY_API_BASE_URL=http://localhost:1/v1\nAGENTPAY_API_KEY=from_file\n');
    expect(await run(['check-config'], { HOME })).toMatchObject({ code: 0 });
    expect(await run(['check-config'], { HOME, NODE_ENV: 'production' })).toMatchObject({ code: 78 });
  });
});
