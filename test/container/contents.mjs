// What is in the files of an image.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder; links are not followed. */
export const allFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, ...pick(lstatSync(path)) }));

const pick = ({ uid, mode, size, nlink }) => ({ uid, mode, size, nlink });

/** Bytes of all files below a folder. */
export const sizeOf = (folder) => allFiles(folder).reduce((sum, { size }) => sum + size, 0);

/** Names of the packages installed beside the program, those inside of others included. */
export const packagesIn = (root) => [
  ...new Set(
    allFiles(join(root, 'app/dist/node_modules')).map(({ path }) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
      return name ?? path;
    }),
  ),
];
