import { readdirSync, readFileSync } from 'node:fs';
import { chunkContents } from '../harness/loaded-modules.js';
import { sourceFiles } from '../architecture/source-files.js';

const CONTENTS = chunkContents();
const PACKAGES = new Set(Object.values(CONTENTS).flat());
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

const imported = new Set(
  sourceFiles('src', /\.tsx?$/).flatMap(({ text }) =>
    [...text.matchAll(/(?:from|import\(|import) ?'((?:@[\w-]+\/)?[\w-]+)/g)].map(([, name = '']) => name),
  ),
);

/** The views speak the protocol of hosts in its words, and by themselves. */
const TYPES_ONLY = '@modelcontextprotocol/ext-apps';

test('what the program imports is in the bundle, or is installed beside it', () => {
  const direct = Object.keys(devDependencies).filter((name) => imported.has(name) && name !== TYPES_ONLY);
  expect(direct).toEqual(expect.arrayContaining(['@nestjs/core', 'preact', 'redis', '@opentelemetry/sdk-trace-node']));
  expect(direct.filter((name) => !PACKAGES.has(name))).toEqual([]);
  expect(Object.keys(dependencies)).toEqual(['libsql']);
  expect(PACKAGES).not.toContain('libsql');
});

/** Nothing of ours imports them: they are what Nest's packages ask for beside themselves. */
const PEERS = ['pino-http', 'rxjs'];

test('no tool of the trade is in it', () => {
  const tools = Object.keys(devDependencies).filter(
    (name) => (!imported.has(name) || name === TYPES_ONLY) && !PEERS.includes(name),
  );
  expect(tools).toEqual(expect.arrayContaining(['jest', 'rolldown', 'typescript', '@modelcontextprotocol/sdk']));
  expect(tools.filter((name) => PACKAGES.has(name))).toEqual([]);
});

test('the licences of all packages in it are there', () => {
  const notices = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
  const named = [...notices.matchAll(/^-{80}\n\n(\S+) \S+ \(/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(PACKAGES);
  expect(notices).toContain('Permission is hereby granted');
});

test('each chunk of it is known, and has code that was compiled when it is one of those that most starts load', () => {
  const files = readdirSync('dist');
  expect(files.filter((name) => name.endsWith('.cjs')).toSorted()).toEqual(
    Object.keys(CONTENTS)
      .filter((name) => name.endsWith('.cjs'))
      .toSorted(),
  );
  for (const name of ['service', 'app.module', 'stdio.command', 'http.command'])
    expect(files.filter((file) => file.startsWith(name) && file.endsWith('.code'))).toHaveLength(1);
});
