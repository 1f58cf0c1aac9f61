// Whether `dist` is what `src` would be built into now. A digest of what goes into a build is compared, not times: a checkout, a
// copy and a branch that is switched and switched back change those and nothing else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a build reads, packages by their lock. */
const INPUTS = ['src', 'bundle', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

const RECORD = 'build/sources.sha256';

/** Digest of all that a build of this folder reads. */
export function sourcesDigest(root) {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap((input) => filesIn(root, input))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Leaves word of what a finished build was made of; `nest build` removes it with the rest of its folder. */
export const recordSources = (root, digest) => writeFileSync(join(root, RECORD), digest);

/** What to do about a build that is not of these sources, as one sentence; undefined when it is. */
export function staleness(root) {
  if (!existsSync(join(root, 'dist/main.js')) || !existsSync(join(root, RECORD)))
    return 'dist is not built: run npm run build';
  const isFresh = readFileSync(join(root, RECORD), 'utf8') === sourcesDigest(root);
  return isFresh ? undefined : 'dist is older than src: run npm run build';
}

function filesIn(root, input) {
  if (!statSync(join(root, input)).isDirectory()) return [input];
  return readdirSync(join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length))
    .toSorted();
}
