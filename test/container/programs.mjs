// Programs of the system that the check needs.
import { spawnSync } from 'node:child_process';

const UNAVAILABLE = 69;
const LONGEST_MS = 400_000;

/** Each program, and the Debian package that has it. */
const PROGRAMS = { buildah: 'buildah', unshare: 'util-linux', chroot: 'coreutils', ldd: 'libc-bin' };

/** Runs a program to its end and gives its output. */
export function run(program, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: LONGEST_MS,
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Ends the process, with one line that says why, where the check cannot be made. */
export function requirePrograms() {
  const missing = Object.keys(PROGRAMS).filter((program) => spawnSync(program, ['--version']).error);
  const packages = missing.map((program) => PROGRAMS[program]).join(' ');
  if (missing.length > 0)
    refuse(`${missing.join(', ')} not found. On Debian: apt-get install --no-install-recommends ${packages}`);
  if (process.getuid?.() !== 0) refuse('changing the root folder and the user needs root');
}

function refuse(why) {
  process.stderr.write(`test:container: ${why}\n`);
  process.exit(UNAVAILABLE);
}
