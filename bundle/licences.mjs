// The licences of all packages that are inside the bundle: most ask to be handed on with the code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DIST } from './paths.mjs';

/** The folder of the package that a module belongs to. Packages have other, unnamed package.json inside them. */
function packageOf(module) {
  for (let folder = dirname(module); folder.includes('node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version) return folder;
  }
  return undefined;
}

function noticeOf(folder) {
  const { name, version, license = 'see below' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name: `${name} ${version}`, text: [`${name} ${version} (${license})`, ...texts].join('\n\n') };
}

/** Writes `dist/THIRD-PARTY-LICENSES.txt` for these modules. */
export async function writeLicences(modules) {
  const folders = new Set(modules.map(packageOf).filter(Boolean));
  const notices = [...folders].map(noticeOf).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  const head = 'The files beside this one contain the following packages, under the licences given here.';
  await writeFile(join(DIST, 'THIRD-PARTY-LICENSES.txt'), `${[head, ...notices.map(({ text }) => text)].join(line)}\n`);
}
