import type { Finding } from './finding.js';

/** As much as authentication allows for. */
const TOLERANCE_MS = 5_000;
/** The header tells no fractions of a second. */
const RESOLUTION_MS = 1_000;

const REMEDY = 'Set the clock of this machine, or tell whoever runs the backend: tokens and invoices are dated by it.';

/** Compares this machine's clock with the `Date` of an answer that was asked for and had come at these times. */
export function checkClock(date: string | undefined, askedMs: number, answeredMs: number): Finding {
  const backendMs = Date.parse(date ?? '');
  if (Number.isNaN(backendMs)) return { check: 'clock', state: 'skipped', says: 'the backend tells no time' };
  const aheadMs = (askedMs + answeredMs) / 2 - backendMs;
  const isClose = Math.abs(aheadMs) <= TOLERANCE_MS + RESOLUTION_MS + (answeredMs - askedMs) / 2;
  if (isClose) return { check: 'clock', state: 'ok', says: "agrees with the backend's" };
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const says = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the backend's`;
  return { check: 'clock', state: 'failed', says, remedy: REMEDY };
}
