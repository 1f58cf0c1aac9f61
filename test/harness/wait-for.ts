import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;
const PATIENCE_MS = 15_000;

/** Resolves once the condition holds, and rejects when it does not in any sensible time. */
export async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
    await delay(POLL_MS);
  }
}

/**
 * Milliseconds until a promise has settled. Bounds for it belong far above what is promised, so that a busy machine keeps
 * them, and below what the fault in question would cost.
 */
export async function elapsed(promise: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await promise;
  return performance.now() - start;
}
