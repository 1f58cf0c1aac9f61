import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment, ENTRY } from '../harness/program.js';

jest.setTimeout(60_000);

const SETTINGS = { AGENTPAY_API_BASE_URL: 'http://127.0.0.1:1/v1', AGENTPAY_API_KEY: 'x' };

const run = async (args: readonly string[]): Promise<{ stdout: string; stderr: string }> => {
  const env = cleanEnvironment(SETTINGS);
  return promisify(execFile)(process.execPath, args, { env, cwd: env.HOME }).catch(
    (thrown: unknown) => thrown as { stdout: string; stderr: string },
  );
};

const toolNames = ({ stdout }: { stdout: string }): string[] =>
  (JSON.parse(stdout) as { tools: { name: string }[] }).tools.map(({ name }) => name);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orvion-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The build records how clients are served; these two belong to commands for people. */
const isRecorded = (name: string): boolean => !/^(?:tools\.command|start-without-backend)/.test(name);

test('V8 takes the compiled code of every chunk that it loads', async () => {
  const look = join(folder, 'look.mjs');
  writeFileSync(
    look,
    `import { loadChunk, scripts } from ${JSON.stringify(resolve('dist/load.js'))};
    process.on('exit', () => {
      const taken = [...scripts].map(([name, { cachedDataRejected }]) => [name, cachedDataRejected === false]);
      process.stderr.write('\\n' + JSON.stringify(Object.fromEntries(taken)));
    });
    loadChunk('service.cjs');`,
  );
  const { stderr } = await run([look, 'tools']);
  const taken = Object.entries(JSON.parse(stderr.split('\n').at(-1) ?? '') as Record<string, boolean>);
  expect(taken.length).toBeGreaterThan(5);
  expect(taken.filter(([name, isTaken]) => !isTaken && isRecorded(name))).toEqual([]);
});

test('it needs nothing but itself, and no code that was compiled before', async () => {
  cpSync('dist', join(folder, 'dist'), { recursive: true, filter: (name) => !name.endsWith('.code') });
  expect(readdirSync(folder)).toEqual(['dist']);
  expect(toolNames(await run([join(folder, 'dist/main.js'), 'tools']))).toContain('create_invoice');
});

test('code that was compiled under other flags is left aside', async () => {
  expect(toolNames(await run(['--no-opt', ENTRY, 'tools']))).toContain('create_invoice');
});

test('a fault is told by its place in the sources', async () => {
  const probe = join(folder, 'probe.cjs');
  writeFileSync(probe, "process.stdout.write = () => { throw new TypeError('planted'); };");
  const { stderr } = await run(['--require', probe, ENTRY, 'check-config']);
  expect(stderr).toContain('stopped because of a fault of its own (TypeError)');
  expect(stderr).toMatch(/^ +at .*src\/cli\/terminal\.ts:\d+:\d+\)?$/m);
  expect(stderr).toMatch(/^ +at .*src\/cli\/commands\/check-config\.command\.ts:\d+:\d+\)?$/m);
  expect(stderr).not.toContain('planted');
});
