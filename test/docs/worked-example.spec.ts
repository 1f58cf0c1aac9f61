// The tool that docs/contributing.md adds, added: every block of its chapter goes into a copy of the project, word for word, which
// is then compiled, linted and tested.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { blocksIn } from './documents.js';
import { withChange } from './worked-change.js';

const COPIED = [
  'src',
  'test',
  'docs',
  'README.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.oxlintrc.json',
  '.prettierrc',
  '.editorconfig',
];
const LONG_MS = 300_000;

const blocks = blocksIn('ts', 'diff').filter(({ where }) => where.startsWith('docs/contributing.md'));
const added: string[] = [];
let folder: string;

/** Runs a tool of the project in the copy; what it says when it fails. */
function complaintsOf(tool: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules', tool), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: '', UPDATE_SURFACE: '1' },
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orvion-worked-'));
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  for (const path of ['node_modules', 'dist']) symlinkSync(resolve(path), join(folder, path));
  for (const { language, text } of blocks) {
    const [, path = '', body = ''] = /^(?:\+\+\+|\/\/) (\S+)\n([^]*)$/.exec(text) ?? [];
    const file = join(folder, path);
    if (language === 'ts' && existsSync(file)) throw new Error(`${path} is there already`);
    writeFileSync(file, language === 'ts' ? body : withChange(readFileSync(file, 'utf8'), body));
    added.push(path);
  }
}, LONG_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it is made of more than a tool', () => {
  expect(added.length).toBeGreaterThan(8);
  expect(added).toContain('src/invoices/tools/send-invoice.tool.ts');
});

test(
  'it compiles',
  () => {
    expect(complaintsOf('typescript/bin/tsc', '--noEmit')).toBe('');
  },
  LONG_MS,
);

test(
  'it is written as everything else is',
  () => {
    expect(complaintsOf('oxlint/bin/oxlint', '--type-aware', '--deny-warnings', ...added)).toBe('');
    expect(complaintsOf('prettier/bin/prettier.cjs', '--check', ...added)).toBe('');
  },
  LONG_MS,
);

test(
  'its test passes, and its description is true',
  () => {
    // The copy is not built: nothing of this starts the program.
    const config = join(folder, 'test/jest.config.mjs');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/^ *globalSetup.*$/m, ''));
    const args = ['--config', 'test/jest.config.mjs', '--runInBand'];
    expect(complaintsOf('jest/bin/jest.js', ...args, 'test/surface/tools.spec.ts')).toBe('');
    expect(existsSync(join(folder, 'test/surface/tools/send_invoice.json'))).toBe(true);
    const specs = ['test/invoices/send.spec.ts', 'test/surface/descriptions.spec.ts'];
    expect(complaintsOf('jest/bin/jest.js', ...args, ...specs)).toBe('');
  },
  LONG_MS,
);
