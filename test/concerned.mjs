/** Folders whose specs take minutes, or need programs of the system. */
const SLOW = ['deploy', 'hostile', 'resilience', 'stdio', 'system', 'views'];

/** Folders of specs about what has another name, by the folder that was changed. */
const ALSO = {
  'src/invoices': ['test/surface'],
  'src/sandbox': ['test/contract'],
  'src/transports': ['test/http'],
  bundle: ['test/bundle'],
  docs: ['test/docs'],
};

/** Specs that takes a minute by itself. */
const LONG = ['test/docs/worked-example.spec.ts'];

const folderOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/');

/**
 * Which specs a change concerns: those that were changed, those of the folders that are named as the changed ones, and for
 * `src` the rules of its imports. `leftOut` are the folders of all other specs.
 */
export function concerned(changed, files) {
  const all = files.filter((path) => path.endsWith('.spec.ts'));
  const folders = changed
    .map(folderOf)
    .flatMap((folder) => [
      ...(folder.startsWith('src/') ? [folder.replace('src/', 'test/'), 'test/architecture'] : []),
      ...(ALSO[folder] ?? []),
    ]);
  const isSlow = (path) => SLOW.some((folder) => path.startsWith(`test/${folder}/`)) || LONG.includes(path);
  const isConcerned = (path) => changed.includes(path) || folders.some((folder) => path.startsWith(`${folder}/`));
  const specs = all.filter((path) => isConcerned(path) && !isSlow(path));
  const others = all.filter((path) => !specs.includes(path));
  return { specs, leftOut: [...new Set(others.map((path) => path.split('/').slice(0, 2).join('/')))].toSorted() };
}
