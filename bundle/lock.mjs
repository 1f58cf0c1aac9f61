// The lock file of the package, cut from the project's: what is installed beside the bundle has the versions that were tested.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** The part of the project's lock file that the dependencies of a manifest lead to. */
export function lockOf(manifest) {
  const { packages, ...lock } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const kept = placesOf(packages, manifest).map((place) => [place, packages[place]]);
  const { name, version, license, bin, engines, dependencies } = manifest;
  return {
    ...lock,
    packages: { '': { name, version, license, bin, engines, dependencies }, ...Object.fromEntries(kept) },
  };
}

/** Where a lock file has all that a manifest depends on, and what that depends on in turn. */
function placesOf(packages, manifest) {
  const places = new Set();
  const follow = (folder, { dependencies, optionalDependencies }) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(packages, folder, name);
      if (places.has(place)) continue;
      places.add(place);
      follow(`${place}/`, packages[place]);
    }
  };
  follow('', manifest);
  return [...places].toSorted();
}

/** Where Node finds a package: inside the folder of the one that asks for it, or above. */
function placeOf(packages, folder, name) {
  const place = `${folder}node_modules/${name}`;
  if (packages[place]) return place;
  if (folder === '') throw new Error(`package-lock.json has no ${name}: run npm install`);
  return placeOf(packages, folder.slice(0, folder.lastIndexOf('node_modules/')), name);
}
