import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 10_000;

/** Waits for a condition that something outside the test brings about; rejects when it does not come to be. */
export async function until(condition: () => Promise<boolean> | boolean, what = 'the condition'): Promise<void> {
  const giveUp = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > giveUp) throw new Error(`waited ${LIMIT_MS} ms in vain for ${what}`);
    await pause(5);
  }
}
