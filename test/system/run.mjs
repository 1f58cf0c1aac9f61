// The tests that need programs of the system: npm run test:system -- [jest arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const UNAVAILABLE = 69;

/** Each program, the argument that makes it tell its version and end, and the Debian package that has it. */
const PROGRAMS = [
  { program: 'nginx', ask: '-v', debian: 'nginx-light' },
  { program: 'redis-server', ask: '--version', debian: 'redis-server' },
  { program: 'promtool', ask: '--version', debian: 'prometheus' },
];

// Servers live outside the path of ordinary users on Debian.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };

const missing = PROGRAMS.filter(({ program, ask }) => spawnSync(program, [ask], { env, stdio: 'ignore' }).error);
if (missing.length > 0) {
  const names = missing.map(({ program }) => program).join(', ');
  const packages = missing.map(({ debian }) => debian).join(' ');
  process.stderr.write(
    `test:system: ${names} not found. On Debian: apt-get install --no-install-recommends ${packages}\n`,
  );
  process.exit(UNAVAILABLE);
}

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const args = [jest, '--config', 'test/jest.config.mjs', '--runInBand', 'test/system', ...process.argv.slice(2)];
const root = fileURLToPath(new URL('../..', import.meta.url));
spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).on('close', (code) => {
  process.exitCode = code ?? 1;
});
