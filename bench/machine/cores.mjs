// Which core does what: the server under test has one to itself, everything that drives it shares the other.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

const [SERVER_CORE, LOAD_CORE] = [0, 1];

/** Refuses a machine on which nothing can be kept apart. */
export function checkCores() {
  if (process.platform !== 'linux') throw new Error('The benchmark needs Linux: it reads /proc and pins processes');
  if (cpus().length < 2) throw new Error('The benchmark needs two cores: one for the server, one for the load');
  for (const tool of ['taskset', 'setpriv']) execFileSync(tool, ['--version'], { stdio: 'ignore' });
}

/**
 * The words that start a program on a core: the server's, the load's, or both. It ends with the run even when that is
 * killed and can do nothing about it.
 */
export const startedOn = (place) => ['setpriv', '--pdeathsig', 'KILL', 'taskset', '-c', CORES[place]];

const CORES = { server: `${SERVER_CORE}`, load: `${LOAD_CORE}`, both: `${SERVER_CORE},${LOAD_CORE}` };

/** Moves a running process with all its threads. */
export function moveTo(place, pid = process.pid) {
  execFileSync('taskset', ['-a', '-cp', CORES[place], String(pid)], { stdio: 'ignore' });
}
