import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const INPUTS = ['src', 'bundle', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orvion-fresh-'));
  for (const input of [...INPUTS, 'build/sources.sha256', 'dist/main.js']) {
    cpSync(input, join(folder, input), { recursive: true });
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What Jest does with this folder before the first test. */
function setUp(): { status: number | null; stderr: string } {
  const script = `
    import freshBuild from '${pathToFileURL('test/harness/fresh-build.mjs').href}';
    freshBuild({ rootDir: '${folder}' });
  `;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}

const STALE = { status: 1, stderr: 'dist is older than src: run npm run build\n' };

test('a build of these very sources is tested, whatever the time of their files', () => {
  utimesSync(join(folder, 'src/main.ts'), new Date(), new Date());
  expect(setUp()).toMatchObject({ status: 0, stderr: '' });
});

test.each(['src/main.ts', 'src/views/added.tsx', 'bundle/run.mjs', 'package-lock.json'])(
  'a build from before a change of %s is not',
  (file) => {
    writeFileSync(join(folder, file), '// changed');
    expect(setUp()).toMatchObject(STALE);
  },
);

test('nor is one from before a file was removed', () => {
  rmSync(join(folder, 'src/main.ts'));
  expect(setUp()).toMatchObject(STALE);
});

test.each(['dist', 'build'])('without %s there is nothing to test', (gone) => {
  rmSync(join(folder, gone), { recursive: true });
  expect(setUp()).toMatchObject({ status: 1, stderr: 'dist is not built: run npm run build\n' });
});
