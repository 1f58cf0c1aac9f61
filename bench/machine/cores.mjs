// Pins processes to cores: the server under test has one core, everything else shares the other.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

const [SERVER_CORE, LOAD_CORE] = [0, 1];

/** Throws on a machine on which processes cannot be pinned. */
export function checkCores() {
  if (process.platform !== 'linux') throw new Error('The benchmark needs Linux: it reads /proc and pins processes');
  if (cpus().length < 2) throw new Error('The benchmark needs two cores: one for the server, one for the load');
  for (const tool of ['taskset', 'setpriv']) execFileSync(tool, ['--version'], { stdio: 'ignore' });
}

/**
 * Returns the command line that starts a program on the core of the server, of the load, or both. The program ends with
 * the run, even when the run is killed.
 */
export const startedOn = (place) => ['setpriv', '--pdeathsig', 'KILL', 'taskset', '-c', CORES[place]];

const CORES = { server: `${SERVER_CORE}`, load: `${LOAD_CORE}`, both: `${SERVER_CORE},${LOAD_CORE}` };

/** Moves a running process with all its threads to a core. */
export function moveTo(place, pid = process.pid) {
  execFileSync('taskset', ['-a', '-cp', CORES[place], String(pid)], { stdio: 'ignore' });
}
