// What makes `dist` a package of its own: a manifest that asks only for what is installed beside the bundle, and a lock file for that.
import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTERNAL } from './bundle.mjs';
import { lockOf } from './lock.mjs';
import { manifestOf } from './packages.mjs';
import { DIST, ROOT } from './paths.mjs';

/** Fields that say of the package what they say of the project. */
const SHARED = ['name', 'version', 'description', 'license', 'private', 'mcpName', 'type', 'engines'];

/** For readers of an installed package; an image is built without them. */
const DOCUMENTS = ['README.md', 'CHANGELOG.md', '.env.example'];

/** Writes what a package has besides the program. */
export async function writePackage() {
  const ours = manifestOf(ROOT);
  const manifest = {
    ...pick(ours, SHARED),
    bin: { [ours.name]: 'main.js' },
    // Compiled code is for one version of Node, and nobody knows which one will run the package.
    files: ['*', '!*.code'],
    dependencies: pick(ours.dependencies, EXTERNAL),
  };
  await writeJson('package.json', manifest);
  // npm reads a lock file of this name in installed packages, too.
  await writeJson('npm-shrinkwrap.json', lockOf(manifest));
  const documents = DOCUMENTS.filter((name) => existsSync(join(ROOT, name)));
  await Promise.all(documents.map((name) => cp(join(ROOT, name), join(DIST, name))));
}

const pick = (object, keys) => Object.fromEntries(keys.map((key) => [key, object[key]]));

const writeJson = async (name, value) => writeFile(join(DIST, name), `${JSON.stringify(value, null, 2)}\n`);
