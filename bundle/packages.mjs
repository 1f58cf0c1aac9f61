// Finds the packages of a chunk.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the folder of the package of a module; undefined for our own code. Packages may contain nested package.json files. */
function folderOf(module) {
  for (let folder = dirname(module); folder.includes('node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version) return folder;
  }
  return undefined;
}

/** Returns the unique package folders of modules. */
export const foldersOf = (modules) => [...new Set(modules.map(folderOf).filter(Boolean))];

/** Reads name, version and licence of the package in a folder. */
export const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
