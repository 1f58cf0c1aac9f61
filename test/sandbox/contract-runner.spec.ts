import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSandboxProgram } from '../harness/sandbox-program.js';

// Two programs have to start, one of them a test run of its own.
jest.setTimeout(120_000);

async function runContract(...args: string[]): Promise<{ code: unknown; said: string }> {
  const { CONTRACT_API_KEY: _key, ...env } = process.env;
  const child = spawn(process.execPath, ['test/contract/run.mjs', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, said };
}

test.each([
  ['--base-url http://127.0.0.1:8000/v1', 64, '--api-key is missing'],
  ['--api-key secret', 64, '--base-url is missing'],
  ['--base-url localhost --api-key secret', 64, '--base-url is no address'],
  ['--base-uri x', 64, "Unknown option '--base-uri'"],
])('%s is answered in one clear line', async (line, code, part) => {
  const run = await runContract(...line.split(' '));
  expect(run).toEqual({ code, said: expect.stringMatching(/^test:contract: [^\n]+\n$/) as string });
  expect(run.said).toContain(part);
  expect(run.said).not.toContain('secret');
});

test('the contract holds for the sandbox as a process of its own', async () => {
  const program = await startSandboxProgram(':memory:');
  const { baseUrl } = program;
  try {
    const rejected = await runContract('--base-url', baseUrl, '--api-key', 'test_wrong');
    expect(rejected).toEqual({ code: 69, said: expect.stringMatching(/answers 401; check [^\n]+\n$/) as string });
    const { code, said } = await runContract('--base-url', baseUrl, '--api-key', 'test_sandbox_globex');
    expect(said).toContain(`running against ${baseUrl}`);
    expect(said).toMatch(/Test Suites: +(\d+) passed, \1 total/);
    expect(code).toBe(0);
  } finally {
    await program.stop();
  }
  const { code, said } = await runContract('--base-url', baseUrl, '--api-key', 'test_sandbox_globex');
  expect({ code, said }).toEqual({ code: 69, said: expect.stringContaining('nothing answers at') as string });
});
