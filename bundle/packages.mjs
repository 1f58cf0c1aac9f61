// Which packages there are in a chunk.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package that a module belongs to; undefined for our own. Packages have further package.json inside. */
function folderOf(module) {
  for (let folder = dirname(module); folder.includes('node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version) return folder;
  }
  return undefined;
}

/** Folders of all packages of these modules, each once. */
export const foldersOf = (modules) => [...new Set(modules.map(folderOf).filter(Boolean))];

/** Name, version and licence of the package in a folder. */
export const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
