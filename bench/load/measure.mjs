// One measurement: warm up, then take calls, times and the server's CPU over a window in the middle of running load.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicroseconds } from '../machine/cpu.mjs';
import { watchForeign } from '../machine/foreign-load.mjs';

const LOOK_MS = 10;

/** Resolves when so many calls are done, or after a time. */
export async function untilCalls(tally, calls, limitMs) {
  const end = performance.now() + limitMs;
  while (tally.calls < calls && performance.now() < end && tally.errors === 0) await pause(LOOK_MS);
}

/** What a warm process needs after it had nothing to do: V8 has made its young generation small, the caches hold other things. */
export const AFTER_REST = { calls: Infinity, limitMs: 600 };

/** Runs load until the code of a server is compiled, or for a time. */
export async function warmUpWith(load, { calls, limitMs }) {
  load.start();
  await untilCalls(load.tally, calls, limitMs);
  await load.end();
}

/**
 * Measures running load. `pids` are the server's processes, `others` those of the run that are not foreign either, `beside` such
 * of which CPU is of interest, by name. Resolves with calls a second, times in milliseconds, CPU in microseconds a call, and what
 * was wrong.
 */
export async function measure({ load, pids, others = [], beside = {}, warmUp, windowMs }) {
  const { tally } = load;
  load.start();
  try {
    await untilCalls(tally, warmUp.calls, warmUp.limitMs);
    tally.restart();
    const foreign = watchForeign(() => [process.pid, ...others, ...Object.values(beside), ...pids]);
    const cpu = () => pids.reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);
    const usedBeside = Object.entries(beside).map(([name, pid]) => [name, pid, cpuMicroseconds(pid)]);
    const [started, used] = [performance.now(), cpu()];
    await pause(windowMs);
    const [spent, elapsed, calls] = [cpu() - used, performance.now() - started, tally.calls];
    return {
      calls,
      rps: (calls * 1000) / elapsed,
      p50: tally.percentile(0.5),
      p99: tally.percentile(0.99),
      cpu: spent / calls,
      share: spent / 1000 / elapsed,
      beside: Object.fromEntries(
        usedBeside.map(([name, pid, before]) => [name, (cpuMicroseconds(pid) - before) / calls]),
      ),
      foreign: foreign(),
      errors: tally.errors,
      wrong: tally.wrongAnswers,
      fault: tally.firstFault,
    };
  } finally {
    await load.end();
  }
}
