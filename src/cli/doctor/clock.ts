import type { Finding } from './finding.js';

/** As much as the JWT authentication tolerates. */
const TOLERANCE_MS = 5_000;
/** The `Date` header holds no fractions of a second. */
const RESOLUTION_MS = 1_000;

const REMEDY = 'Set the clock of this machine, or tell whoever runs the backend: tokens and invoices are dated by it.';

/** Compares this machine's clock with the `Date` header of a response, given when it was requested and received. */
export function checkClock(date: string | undefined, sentMs: number, receivedMs: number): Finding {
  const backendMs = Date.parse(date ?? '');
  if (Number.isNaN(backendMs)) return { check: 'clock', state: 'skipped', message: 'the backend tells no time' };
  const aheadMs = (sentMs + receivedMs) / 2 - backendMs;
  const isClose = Math.abs(aheadMs) <= TOLERANCE_MS + RESOLUTION_MS + (receivedMs - sentMs) / 2;
  if (isClose) return { check: 'clock', state: 'ok', message: "agrees with the backend's" };
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const message = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the backend's`;
  return { check: 'clock', state: 'failed', message, remedy: REMEDY };
}
