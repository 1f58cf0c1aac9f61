// Builds `dist`, which ships, from `build`, the output of the compiler.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeLicences } from './licences.mjs';
import { writePackage } from './manifest.mjs';
import { foldersOf, manifestOf } from './packages.mjs';
import { BUILD, DIST, HERE } from './paths.mjs';
import { recordCode } from './record-code.mjs';
import { bundleViews } from './views.mjs';

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
const chunks = [...(await bundle()), ...(await bundleViews())];
await writeLicences(chunks);
await writeContents(chunks);
await writePackage();
await cp(join(HERE, 'launcher'), DIST, { recursive: true });
await recordCode();

/** Lists the packages of each chunk, for tests of what a process loads, and all packages with their versions. */
async function writeContents(parts) {
  const named = parts.map(({ fileName, modules }) => [
    fileName,
    foldersOf(modules).map((folder) => manifestOf(folder).name),
  ]);
  await writeFile(join(BUILD, 'chunks.json'), JSON.stringify(Object.fromEntries(named), null, 2));
  const packages = foldersOf(parts.flatMap(({ modules }) => modules)).map(manifestOf);
  const versions = packages.map(({ name, version }) => `${name}@${version}`).toSorted();
  await writeFile(join(BUILD, 'packages.json'), JSON.stringify(versions, null, 2));
}
