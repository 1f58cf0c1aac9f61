// One measurement: warm up, then record calls, times and the server's CPU over a window within running load.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicroseconds } from '../machine/cpu.mjs';
import { watchForeign } from '../machine/foreign-load.mjs';

const LOOK_MS = 10;

/** Resolves after a number of calls, or after a time limit. */
export async function untilCalls(tally, calls, limitMs) {
  const end = performance.now() + limitMs;
  while (tally.calls < calls && performance.now() < end && tally.errors === 0) await pause(LOOK_MS);
}

/** Warm-up of a process that was idle: V8 has shrunk its young generation, and the CPU caches hold other data. */
export const AFTER_REST = { calls: Infinity, limitMs: 600 };

/** Runs load until a server's code is compiled, or until a time limit. */
export async function warmUpWith(load, { calls, limitMs }) {
  load.start();
  await untilCalls(load.tally, calls, limitMs);
  await load.end();
}

/**
 * Measures running load. `pids` are the server's processes, `others` further processes of the run that are no foreign load,
 * and `beside` processes by name whose CPU is reported too. Resolves with calls per second, times in milliseconds, CPU in
 * microseconds per call, and errors.
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
      wrong: tally.wrongResponses,
      fault: tally.firstFailure,
    };
  } finally {
    await load.end();
  }
}
