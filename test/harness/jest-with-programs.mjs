import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const UNAVAILABLE = 69;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// Servers live outside the path of ordinary users on Debian.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

/** What Debian has: each program, the argument that makes it tell its version and end, and its package. */
export const PROGRAMS = {
  nginx: { program: 'nginx', ask: '-v', debian: 'nginx-light' },
  redis: { program: 'redis-server', ask: '--version', debian: 'redis-server' },
  promtool: { program: 'promtool', ask: '--version', debian: 'prometheus' },
};

/** Ends the runner with one clear line when a program is not there. */
export function needPrograms(script, programs) {
  const missing = programs.filter(({ program, ask }) => spawnSync(program, [ask], { env, stdio: 'ignore' }).error);
  if (missing.length === 0) return;
  const names = missing.map(({ program }) => program).join(', ');
  const packages = missing.map(({ debian }) => debian).join(' ');
  process.stderr.write(
    `${script}: ${names} not found. On Debian: apt-get install --no-install-recommends ${packages}\n`,
  );
  process.exit(UNAVAILABLE);
}

/** Runs the tests of a folder one after the other, with the rest of the command line as arguments of Jest. */
export function runTests(folder) {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const args = [jest, '--config', 'test/jest.config.mjs', '--runInBand', folder, ...process.argv.slice(2)];
  spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }).on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
