import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { findings, sourceFiles, type Finding } from './source-files.js';

const SOURCE = sourceFiles('src', /\.tsx?$/);
const TESTS = sourceFiles('test', /\.(?:tsx?|mjs)$/);

const usersOf = (finding: Finding, files = SOURCE): string[] =>
  files.filter(({ path, text }) => findings(text, path.endsWith('x')).has(finding)).map(({ path }) => path);

test('the check sees what it is to see, and not what only looks like it', () => {
  const planted: [text: string, finding: Finding][] = [
    ['const a: any = 1;', 'any'],
    ['const a = (b as any[])[0];', 'any'],
    ['function f<T = any>(): T | undefined { return undefined; }', 'any'],
    ['class A { @D() b: Promise<any>; }', 'any'],
    ['console.log(1);', 'console'],
    ['globalThis.console.error(1);', 'console'],
    ['const { log } = console;', 'console'],
    ['const a = process.env.A;', 'process.env'],
    ["const a = process['env'];", 'process.env'],
    ['const { env } = process;', 'process.env'],
    ['const { stdout, ...rest } = process;', 'process.env'],
    ['const mine = process;', 'process.env'],
    ["import { env } from 'node:process';", 'process.env'],
    ['// @ts-expect-error no\nconst a = 1;', 'ts-comment'],
    ['// oxlint-disable-next-line no-console\nconst a = 1;', 'lint-comment'],
  ];
  for (const [text, finding] of planted) expect([text, [...findings(text)]]).toEqual([text, [finding]]);
  expect([
    ...findings("// any console, process.env\nconst any = 'console process.env'; const { stdout } = process;"),
  ]).toEqual([]);
});

test('only the configuration reads the environment', () => {
  expect(usersOf('process.env').filter((path) => !path.startsWith('src/config/'))).toEqual([]);
});

test.each(['any', 'console', 'ts-comment', 'lint-comment'] as const)('nothing in src uses %s', (finding) => {
  expect(usersOf(finding)).toEqual([]);
});

test.each(['any', 'ts-comment'] as const)('nothing in test uses %s', (finding) => {
  // The files that look for it have to write it.
  const files = TESTS.filter(({ path }) => !path.startsWith('test/architecture/') && path.endsWith('.ts'));
  expect(usersOf(finding, files)).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = [...SOURCE, ...TESTS].filter(({ lines }) => lines > 250);
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('most files are small', () => {
  const sizes = SOURCE.map(({ lines }) => lines).toSorted((a, b) => a - b);
  const [median = 0, p90 = 0] = [0.5, 0.9].map((share) => sizes[Math.floor(sizes.length * share)]);
  expect(sizes.length).toBeGreaterThan(80);
  expect(median).toBeLessThanOrEqual(60);
  expect(p90).toBeLessThanOrEqual(130);
});

test('no folder is a drawer for everything', () => {
  const folders = ['src', 'test'].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.parentPath.includes('node_modules'),
    ),
  );
  const drawers = /^(?:utils?|common|helpers?|shared|misc|lib)$/i;
  expect(folders.map(({ name }) => basename(name)).filter((name) => drawers.test(name))).toEqual([]);
});
