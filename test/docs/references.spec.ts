import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Environment } from '../../src/config/environment.js';
import { variablesOf } from '../../src/config/variable.decorator.js';
import { DOCUMENTS, type Document } from './documents.js';

const VARIABLES = [...variablesOf(Environment).keys()];

const linksOf = ({ prose }: Document): string[] =>
  [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** Anchors as GitHub makes them of headings. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function leadsSomewhere(link: string, from: string): boolean {
  if (link.startsWith('https:')) return URL.canParse(link);
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? from : join(dirname(from), file);
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:AGENTPAY|ORVION_MCP)_[A-Z_]*[A-Z]\b/g)].map(([name]) => name);

test.each(DOCUMENTS)('links of $path lead somewhere', (document) => {
  expect(linksOf(document).filter((link) => !leadsSomewhere(link, document.path))).toEqual([]);
});

test.each(DOCUMENTS)('files that $path names exist', ({ text }) => {
  const named = [...text.matchAll(/`((?:src|test|docs|deploy|bench|\.ci)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test.each(DOCUMENTS)('variables that $path names exist', ({ text }) => {
  expect(namesIn(text).filter((name) => !VARIABLES.includes(name))).toEqual([]);
});

test.each(['.env.example', 'Dockerfile'])('variables that %s names exist', (file) => {
  const names = namesIn(readFileSync(file, 'utf8'));
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !VARIABLES.includes(name))).toEqual([]);
});

test('every document is reachable from the readme', () => {
  const reached = new Set<string>();
  const follow = (path: string): void => {
    const document = DOCUMENTS.find((candidate) => candidate.path === path);
    if (!document || reached.has(path)) return;
    reached.add(path);
    for (const link of linksOf(document)) follow(join(dirname(path), link.split('#')[0] ?? ''));
  };
  follow('README.md');
  expect([...reached].toSorted()).toEqual(DOCUMENTS.map(({ path }) => path).toSorted());
});
