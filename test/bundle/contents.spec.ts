import { readdirSync, readFileSync } from 'node:fs';
import { chunkContents } from '../harness/loaded-modules.js';

const CONTENTS = chunkContents();
const PACKAGES = new Set(Object.values(CONTENTS).flat());

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
