import { retryAfterSeconds } from './retry-after.js';
import { UpstreamError } from './upstream.error.js';
import type { UpstreamRequest, UpstreamResponse } from './upstream.types.js';

/** How one attempt ended. Errors are values here, so that the policies can judge them as they judge responses. */
export type Outcome = UpstreamResponse | UpstreamError;

const MAX_RETRIES = 2;
const BASE_MS = 100;

/** Statuses with which the backend, or a proxy in front of it, reports that it cannot serve the request right now. */
const TRANSIENT_STATUSES = new Set([429, 502, 503, 504]);
const TRANSIENT_REASONS = new Set(['refused', 'dns', 'unreachable', 'reset']);

/** Reasons that say nothing about the backend: the caller canceled, or this process shuts down. */
const CANCELED = new Set(['canceled', 'shutting_down']);

/** Whether an outcome shows a failing backend. Rejected requests (4xx) and canceled ones do not. */
export const isBackendFailure = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError
    ? !CANCELED.has(outcome.reason) && !outcome.details.staleConnection
    : outcome.status >= 500;

/**
 * Returns the milliseconds to wait before the next attempt, or undefined when there must be none. A request that the
 * backend may have carried out is sent again only if it is safe to repeat.
 */
export function retryWait(
  outcome: Outcome,
  { repeat }: Pick<UpstreamRequest, 'repeat'>,
  retries: number,
  random: () => number = Math.random,
): number | undefined {
  if (retries >= MAX_RETRIES || !isTransient(outcome)) return undefined;
  const neverSent = outcome instanceof UpstreamError && !outcome.mayHaveArrived;
  if (repeat !== 'safe' && !neverSent) return undefined;
  // Full jitter: clients that failed together must not come back together.
  const backoff = random() * BASE_MS * 2 ** retries;
  const retryAfter = outcome instanceof UpstreamError ? undefined : retryAfterSeconds(outcome.header('retry-after'));
  return retryAfter === undefined ? backoff : retryAfter * 1000 + backoff;
}

const isTransient = (outcome: Outcome): boolean =>
  outcome instanceof UpstreamError ? TRANSIENT_REASONS.has(outcome.reason) : TRANSIENT_STATUSES.has(outcome.status);
