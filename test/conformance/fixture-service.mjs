import { execFile } from 'node:child_process';
import { copyFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startServed } from '../harness/served-process.mjs';
import { temporaryFolder } from '../harness/temporary-folder.mjs';

const exec = promisify(execFile);

const TSC = resolve('node_modules/typescript/bin/tsc');

/**
 * Compiles the fixture service together with the sources it is built on, outside the project, and starts it.
 * Nothing of it can end up in `dist` and thereby in what is shipped.
 */
export async function startFixtureService() {
  const folder = temporaryFolder('conformance');
  await exec(process.execPath, [TSC, '-p', resolve('test/conformance/tsconfig.json'), '--outDir', folder]);
  // What the compiled files expect above them: the kind of modules they are, and the packages they import.
  await copyFile('package.json', join(folder, 'package.json'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  return startServed(['test/conformance/service/main.js'], { cwd: folder });
}
