import { UpstreamError } from './upstream.error.js';
import { retryAfterSeconds } from './retry-after.js';
import type { UpstreamResponse, UpstreamRequest } from './upstream.types.js';

/** How one attempt ended. Faults are values here: the policies judge them as they judge answers. */
export type Outcome = UpstreamResponse | UpstreamError;

const MAX_RETRIES = 2;
const BASE_MS = 100;

/** The backend, or a proxy in front of it, could not serve the request just now. */
const PASSING_STATUS = new Set([429, 502, 503, 504]);
const PASSING_REASON = new Set(['refused', 'dns', 'unreachable', 'reset']);

/** Ends that say nothing about the backend: the caller's, or our own. */
const CALLED_OFF = new Set(['canceled', 'shutting_down']);

/** Whether an outcome says that the backend is not well. What it refuses (4xx) and what was called off do not. */
export const isBackendFailure = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError
    ? !CALLED_OFF.has(outcome.reason) && !outcome.details.staleConnection
    : outcome.status >= 500;

/**
 * How long to wait before another attempt, in milliseconds; undefined when there must be none. A request that may have
 * been carried out is sent again only if it is safe to repeat.
 */
export function retryWait(
  outcome: Outcome,
  { repeat }: Pick<UpstreamRequest, 'repeat'>,
  retries: number,
  random: () => number = Math.random,
): number | undefined {
  if (retries >= MAX_RETRIES || !isPassing(outcome)) return undefined;
  const neverLeft = outcome instanceof UpstreamError && !outcome.mayHaveArrived;
  if (repeat !== 'safe' && !neverLeft) return undefined;
  // Full jitter: clients that failed together must not come back together.
  const backoff = random() * BASE_MS * 2 ** retries;
  const asked = outcome instanceof UpstreamError ? undefined : retryAfterSeconds(outcome.header('retry-after'));
  return asked === undefined ? backoff : asked * 1000 + backoff;
}

const isPassing = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError ? PASSING_REASON.has(outcome.reason) : PASSING_STATUS.has(outcome.status);
