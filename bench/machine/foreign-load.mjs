// CPU that other programs use during a measurement. The run waits for it to end where that helps, and always reports it.
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicroseconds, machineMicroseconds } from './cpu.mjs';

const CORES = cpus().length;
/** Share of the machine from which a measurement counts as disturbed. */
export const DISTURBED = 0.1;
const LOOK_MS = 250;

/** Starts watching. The returned function returns the share of all cores that others have used since. */
export function watchForeign(own) {
  const sum = () => own().reduce((total, pid) => total + cpuMicroseconds(pid), 0);
  const [started, all, ours] = [performance.now(), machineMicroseconds(), sum()];
  return () => {
    const elapsed = (performance.now() - started) * 1000 * CORES;
    return Math.max(0, (machineMicroseconds() - all - (sum() - ours)) / elapsed);
  };
}

/** Budget for waiting until the machine is quiet. The time used is reported. */
export class Patience {
  waitedMs = 0;

  constructor(limitMs) {
    this.limitMs = limitMs;
  }

  /** Resolves when the machine is quiet, or when the budget is used up. */
  async quiet() {
    const started = performance.now();
    for (;;) {
      const foreign = watchForeign(() => [process.pid]);
      await pause(LOOK_MS);
      const spent = performance.now() - started;
      if (foreign() < DISTURBED || this.waitedMs + spent > this.limitMs) {
        // The time of the check does not count as waiting.
        this.waitedMs += spent - LOOK_MS;
        return;
      }
    }
  }
}
