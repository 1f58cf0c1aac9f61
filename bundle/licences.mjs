// Collects the licences of all bundled packages, as most require a copy to be distributed with the code.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersOf, manifestOf } from './packages.mjs';
import { DIST } from './paths.mjs';

const HEAD = 'The files beside this one contain the following packages, under the licences given here.';
const LINE = `\n\n${'-'.repeat(80)}\n\n`;

function noticeOf(folder) {
  const { name, version, license } = manifestOf(folder);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (!license && texts.length === 0) throw new Error(`${name} does not say under which licence it is`);
  return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n');
}

/** Writes `THIRD-PARTY-LICENSES.txt` beside the chunks. */
export async function writeLicences(chunks) {
  const notices = foldersOf(chunks.flatMap(({ modules }) => modules)).map(noticeOf);
  await writeFile(join(DIST, 'THIRD-PARTY-LICENSES.txt'), `${[HEAD, ...notices.toSorted()].join(LINE)}\n`);
}
