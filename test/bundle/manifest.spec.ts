import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from '../architecture/source-files.js';

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

interface LockFile {
  readonly packages: Record<string, { version: string; dev?: true; dependencies?: Record<string, string> }>;
}

const read = <Content>(...path: string[]): Content => JSON.parse(readFileSync(join(...path), 'utf8')) as Content;

const project = read<Manifest>('package.json');
const published = read<Manifest>('dist', 'package.json');
const locked = read<LockFile>('package-lock.json').packages;
const bundled = read<string[]>('build', 'packages.json');

const DEPENDENCIES = Object.keys(project.dependencies);
const BESIDE = Object.keys(published.dependencies);
const BUNDLED = new Set(bundled.map((ref) => ref.slice(0, ref.lastIndexOf('@'))));

const IMPORT = /(?:^import (?<types>type )?(?:[^;]*? from )?|\bimport\()'(?!node:)(?<name>(?:@[\w-]+\/)?[\w-]+)/gm;

const imports = sourceFiles('src', /\.tsx?$/).flatMap(({ text }) => [...text.matchAll(IMPORT)]);
const namesOf = (matches: readonly RegExpExecArray[]): string[] => matches.map(({ groups }) => groups?.name ?? '');

const IMPORTED = new Set(namesOf(imports));
/** Types leave nothing behind. */
const LOADED = new Set(namesOf(imports.filter(({ groups }) => !groups?.types)));

/** Packages that one asks its users to install beside it. */
const peersOf = (name: string): string[] =>
  Object.keys(read<Manifest>('node_modules', name, 'package.json').peerDependencies ?? {});

test('what the program imports is a dependency', () => {
  expect([...LOADED]).toEqual(expect.arrayContaining(['@nestjs/core', 'preact', 'redis', 'libsql']));
  expect([...LOADED].filter((name) => !DEPENDENCIES.includes(name))).toEqual([]);
});

test('what is inside the bundle is a dependency, or comes with one', () => {
  const production = Object.entries(locked)
    .filter(([, { dev }]) => !dev)
    .map(([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`);
  expect(bundled.length).toBeGreaterThan(50);
  expect(bundled.filter((ref) => !production.includes(ref))).toEqual([]);
});

test('every dependency ships, as the program or another dependency needs it', () => {
  const needed = new Set([...IMPORTED, ...DEPENDENCIES.flatMap(peersOf)]);
  expect(DEPENDENCIES.filter((name) => !needed.has(name))).toEqual([]);
  expect(DEPENDENCIES.filter((name) => !BUNDLED.has(name) && !BESIDE.includes(name))).toEqual([]);
});

test('no tool of the trade is inside the bundle', () => {
  const tools = Object.keys(project.devDependencies);
  expect(tools).toEqual(expect.arrayContaining(['jest', 'rolldown', 'typescript', '@modelcontextprotocol/sdk']));
  expect(tools.filter((name) => BUNDLED.has(name))).toEqual([]);
});

test('the built package asks only for what is not inside it, in the versions of the project', () => {
  expect(published.dependencies).toEqual({ libsql: project.dependencies.libsql });
  expect(BUNDLED).not.toContain('libsql');
  expect(published).toMatchObject({ name: 'orvion-mcp', version: project.version, bin: { 'orvion-mcp': 'main.js' } });
  const { '': root, ...beside } = read<LockFile>('dist', 'npm-shrinkwrap.json').packages;
  expect(root?.dependencies).toEqual(published.dependencies);
  expect(Object.keys(beside)).toEqual(expect.arrayContaining(['node_modules/libsql', 'node_modules/@neon-rs/load']));
  expect(locked).toMatchObject(beside);
});
