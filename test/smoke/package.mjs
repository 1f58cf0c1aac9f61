// Makes the package as it is shipped, and installs it as production does: from the lock file that is in it.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';

const execute = promisify(execFile);

const LONGEST_COMMAND_MS = 110_000;

/** The program, the maps that say where a fault was, and what a reader needs; no tests, no sources, no code for one Node only. */
const SHIPPED =
  /^([\w.-]+\.(?:js|cjs|cjs\.map|txt)|views\/[\w-]+\.html|(?:package|npm-shrinkwrap)\.json|README\.md|CHANGELOG\.md|\.env\.example)$/;
/** Unpacked, without what is installed beside it. A chunk that holds twice what it did would not be noticed otherwise. */
const LARGEST_BYTES = 6 * 1024 * 1024;
const NEEDED = [
  'main.js',
  'views/invoice.html',
  'THIRD-PARTY-LICENSES.txt',
  'package.json',
  'npm-shrinkwrap.json',
  'README.md',
  'CHANGELOG.md',
  '.env.example',
];

/** Runs a command to its end and resolves with its output. */
export const run = async (command, args, options = {}) =>
  (await execute(command, args, { timeout: LONGEST_COMMAND_MS, maxBuffer: 16 * 1024 * 1024, ...options })).stdout;

/** Packs what the build has made into a folder; resolves with the path of the archive. */
export async function pack(folder) {
  const [{ filename, files, unpackedSize }] = JSON.parse(
    await run('npm', ['pack', './dist', '--json', '--pack-destination', folder]),
  );
  const paths = files.map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path) => !SHIPPED.test(path)),
    [],
    'files that have no business in the package',
  );
  assert.deepEqual(
    NEEDED.filter((path) => !paths.includes(path)),
    [],
    'files that the package lacks',
  );
  assert.ok(unpackedSize < LARGEST_BYTES, `the package has ${unpackedSize} bytes`);
  return join(folder, filename);
}

/** Installs the archive in an empty folder, as somebody does who was sent it; resolves with the folder. */
export async function installAlone(archive, folder) {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  // Told which folder it is, as npm would else take one above it that has a package in it already.
  await run('npm', ['install', '--prefix', empty, '--prefer-offline', '--no-audit', '--no-fund', archive], {
    cwd: empty,
  });
  return empty;
}

/** Unpacks the archive, installs what it needs in production, and resolves with the folder of its programs. */
export async function install(archive, folder) {
  await run('tar', ['-xzf', archive, '-C', folder]);
  const unpacked = join(folder, 'package');
  await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: unpacked });
  const prefix = join(folder, 'prefix');
  mkdirSync(prefix);
  await run('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', unpacked]);
  return { bin: join(prefix, 'bin'), modules: join(unpacked, 'node_modules') };
}

/** Refuses an installation that holds more packages of the project than its manifest asks for, or fewer. */
export function checkModules(modules) {
  const { dependencies, devDependencies } = read('package.json');
  const present = Object.keys({ ...dependencies, ...devDependencies }).filter((name) =>
    existsSync(join(modules, name)),
  );
  assert.deepEqual(present, Object.keys(read('dist/package.json').dependencies));
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
