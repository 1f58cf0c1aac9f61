// CPU time and memory as the operating system accounts for them (proc(5)).
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: 100 on every Linux that Node supports. */
const TICKS = 100;

const read = (path) => readFileSync(path, 'utf8');

/** User and system time of a process and of its ended children, in microseconds. */
function ownMicroseconds(pid) {
  // The process name, in brackets, may contain spaces.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return ((user + system + childUser + childSystem) / TICKS) * 1e6;
}

function descendants(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean));
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** CPU time of a process and all its descendants, in microseconds with a resolution of 10 ms. */
export const cpuMicroseconds = (pid) =>
  [pid, ...descendants(pid)].reduce((sum, each) => sum + ownMicroseconds(each), 0);

/** Resident memory of a process, in MiB. */
export const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))[1]) / 1024;

/** CPU time that the whole machine has spent, in microseconds, including time stolen by a hypervisor. */
export function machineMicroseconds() {
  const [user, nice, system, , , irq, softirq, steal] = /^cpu\s+(.+)$/m
    .exec(read('/proc/stat'))[1]
    .split(' ')
    .map(Number);
  return ((user + nice + system + irq + softirq + steal) / TICKS) * 1e6;
}
