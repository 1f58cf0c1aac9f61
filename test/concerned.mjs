/** Folders whose specs take minutes, or need programs of the system. */
const SLOW = ['deploy', 'hostile', 'resilience', 'stdio', 'system', 'views'];

/** Folders of specs about what has another name, by the folder that was changed. */
const ALSO = {
  'src/cancellation': ['test/mcp', 'test/upstream'],
  'src/invoices': ['test/surface', 'test/confirmation'],
  'src/json': ['test/mcp', 'test/invoices'],
  'src/mcp': ['test/confirmation'],
  'src/sandbox': ['test/contract'],
  'src/transports': ['test/http'],
  bundle: ['test/bundle'],
  docs: ['test/docs'],
};

/** Specs that take a minute each. */
const LONG = ['test/docs/worked-example.spec.ts'];

const folderOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/');

const isSlow = (path) => SLOW.some((folder) => path.startsWith(`test/${folder}/`)) || LONG.includes(path);

const byName = (a, b) => (a < b ? -1 : 1);

/** Folders of the specs about a changed folder; for `src` the rules of its imports are among them. */
const specFolders = (folder) => [
  ...(folder.startsWith('src/') ? [folder.replace('src/', 'test/'), 'test/architecture'] : []),
  ...(ALSO[folder] ?? []),
];

/** The specs of changed files, without those that take long: changed ones, and those in folders about changed folders. */
export function concerned(changed, files) {
  const all = files.filter((path) => path.endsWith('.spec.ts'));
  const folders = changed.map(folderOf).flatMap(specFolders);
  const isConcerned = (path) => changed.includes(path) || folders.some((folder) => path.startsWith(`${folder}/`));
  const specs = all.filter((path) => isConcerned(path) && !isSlow(path));
  const others = all.filter((path) => !specs.includes(path)).map((path) => path.split('/').slice(0, 2).join('/'));
  return { specs, leftOut: [...new Set(others)].toSorted(byName) };
}
