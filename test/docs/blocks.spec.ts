import { existsSync } from 'node:fs';
import { DOCUMENTS } from './documents.js';

/** The test that reads the blocks of a language, and the only document that it reads, where it reads one only. */
const READ_BY: Readonly<Record<string, readonly [test: string, document?: string]>> = {
  sh: ['test/docs/commands.spec.ts'],
  json: ['test/docs/json.spec.ts'],
  dotenv: ['test/docs/settings.spec.ts'],
  nginx: ['test/docs/nginx.spec.ts'],
  toml: ['test/docs/client-snippets.spec.ts'],
  yaml: ['test/docs/client-snippets.spec.ts'],
  text: ['test/docs/examples.spec.ts'],
  shell: ['test/sandbox/document.spec.ts', 'docs/sandbox.md'],
  ts: ['test/docs/worked-example.spec.ts', 'docs/contributing.md'],
  diff: ['test/docs/worked-example.spec.ts', 'docs/contributing.md'],
  mermaid: ['test/docs/architecture.spec.ts', 'docs/architecture.md'],
  promql: ['test/system/metrics.spec.ts', 'docs/telemetry.md'],
};

test.each(DOCUMENTS)('every block of $path is one that a test reads', ({ path, blocks }) => {
  const unread = blocks.filter(({ language }) => {
    const [test, document = path] = READ_BY[language] ?? [];
    return test === undefined || !existsSync(test) || document !== path;
  });
  expect(unread.map(({ where, language }) => `${where} ${language}`)).toEqual([]);
});

test.each(DOCUMENTS)('no block of $path is indented, where no test would see it', ({ text }) => {
  expect(text).not.toMatch(/^[ \t>]+```/m);
});
