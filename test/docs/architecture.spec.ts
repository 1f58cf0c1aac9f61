import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { DOCUMENTS } from './documents.js';

interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

/** Every room is its folder, the transports are one each; the version number is no room. */
const ROOMS = ['--collapse', '^src/(transports/)?[^/]+', '--include-only', '^src/', '--exclude', '^src/version'];

const room = (path: string): string => path.replaceAll(/^src\/|\.ts$/g, '');

function importsBetweenRooms(): string[] {
  const { stdout } = spawnSync(
    'node_modules/.bin/depcruise',
    ['src', '--no-config', '--ts-pre-compilation-deps', ...ROOMS, '--output-type', 'json'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { modules } = JSON.parse(stdout) as Cruised;
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => `${room(source)} --> ${room(resolved)}`),
  );
}

function arrowsDrawn(): string[] {
  const picture = DOCUMENTS.find(({ path }) => path === 'docs/architecture.md')?.blocks.find(
    ({ language }) => language === 'mermaid',
  );
  const text = picture?.text ?? '';
  const labels = new Map([...text.matchAll(/^ *(\w+)\["(.+)"\]$/gm)].map(([, id, label]) => [id, label]));
  return [...text.matchAll(/^ *(\w+) --> (\w+)$/gm)].map(
    ([, from, to]) => `${labels.get(from) ?? from} --> ${labels.get(to) ?? to}`,
  );
}

test('the picture of the rooms shows every import between them, and no other', () => {
  expect(arrowsDrawn().toSorted()).toEqual([...new Set(importsBetweenRooms())].toSorted());
});

/** The first cells of the table below a heading. */
function listedBelow(heading: string): string[] {
  const { text = '' } = DOCUMENTS.find(({ path }) => path === 'docs/architecture.md') ?? {};
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [below = ''] = section.split('\n## ');
  return [...below.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
}

const foldersOf = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test.each([
  ['The folders of src', 'src', ['app.module', 'main']],
  ['The rooms of mcp', 'src/mcp', []],
])('the table below "%s" lists every folder of %s', (heading, folder, files) => {
  expect(listedBelow(heading).toSorted()).toEqual([...foldersOf(folder), ...files].toSorted());
});
