// CPU time and memory as the operating system accounts for them (proc(5)).
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100;

const read = (path) => readFileSync(path, 'utf8');

/** User and system time of one process and of its children that have ended, in microseconds. */
function ownMicroseconds(pid) {
  // The name, in brackets, may hold blanks.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return ((user + system + childUser + childSystem) / TICKS) * 1e6;
}

function descendants(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean));
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** CPU time of a process and everything below it so far, in microseconds, to the hundredth of a second. */
export const cpuMicroseconds = (pid) =>
  [pid, ...descendants(pid)].reduce((sum, each) => sum + ownMicroseconds(each), 0);

/** Memory of a process that is in RAM, in MiB. */
export const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))[1]) / 1024;

/** CPU time that the whole machine has spent on anything, in microseconds; what a hypervisor took away counts. */
export function machineMicroseconds() {
  const [user, nice, system, , , irq, softirq, steal] = /^cpu\s+(.+)$/m
    .exec(read('/proc/stat'))[1]
    .split(' ')
    .map(Number);
  return ((user + nice + system + irq + softirq + steal) / TICKS) * 1e6;
}
