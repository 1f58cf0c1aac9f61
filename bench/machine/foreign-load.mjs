// What other programs take of the machine while it is measured. It is waited out where that helps, and told always.
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicroseconds, machineMicroseconds } from './cpu.mjs';

const CORES = cpus().length;
/** Share of the machine from which a measurement is called disturbed. */
export const DISTURBED = 0.1;
const LOOK_MS = 250;

/** Begins to watch; the function it gives tells the share of all cores that others have used since. */
export function watchForeign(own) {
  const sum = () => own().reduce((total, pid) => total + cpuMicroseconds(pid), 0);
  const [started, all, ours] = [performance.now(), machineMicroseconds(), sum()];
  return () => {
    const elapsed = (performance.now() - started) * 1000 * CORES;
    return Math.max(0, (machineMicroseconds() - all - (sum() - ours)) / elapsed);
  };
}

/** Time that is left for waiting until the machine is quiet; what is used of it is reported. */
export class Patience {
  waitedMs = 0;

  constructor(limitMs) {
    this.limitMs = limitMs;
  }

  /** Resolves when others leave the machine alone, or when no time is left for waiting. */
  async quiet() {
    const started = performance.now();
    for (;;) {
      const foreign = watchForeign(() => [process.pid]);
      await pause(LOOK_MS);
      const spent = performance.now() - started;
      if (foreign() < DISTURBED || this.waitedMs + spent > this.limitMs) {
        // The look itself is no waiting.
        this.waitedMs += spent - LOOK_MS;
        return;
      }
    }
  }
}
