import { ToolError } from '../../mcp/index.js';
import { retryAfterSeconds } from '../../upstream/retry-after.js';
import type { UpstreamError, UpstreamReason } from '../../upstream/upstream.error.js';
import type { UpstreamResponse } from '../../upstream/upstream.types.js';
import { unknownOutcome, type Operation } from './operation.js';

/** Reasons of `CLIENT_ERROR` for answers that arrived and are still of no use. */
export type ResponseReason = 'redirect' | 'unreadable' | 'empty' | 'unexpected_status';

const REASONS: Record<UpstreamReason | ResponseReason, string> = {
  refused: 'nothing listens at its address',
  dns: 'its host name cannot be resolved',
  unreachable: 'there is no route to it',
  tls: 'its certificate is not to be trusted',
  reset: 'the connection broke before the answer was complete',
  timeout: 'the answer did not come in time',
  canceled: 'the call was canceled',
  shutting_down: 'this server is shutting down',
  too_large: 'the answer is larger than this server accepts',
  unreadable: 'the answer is not what its API promises',
  circuit_open: 'it failed repeatedly and is left alone for a moment',
  overloaded: 'too many calls are waiting for it already',
  unknown: 'the request failed in an unexpected way',
  redirect: 'it redirects elsewhere, which is not followed because the key would travel along',
  empty: 'the answer is empty',
  unexpected_status: 'it answers with a status its API does not have',
};

/** Reasons that a repetition of the same call will meet again. */
const LASTING = new Set<string>(['tls', 'redirect', 'too_large', 'unexpected_status', 'canceled']);

/** Said where only a person with access to the settings can help. */
export const ASK_OPERATOR = 'Ask the operator of this server to check AGENTPAY_API_BASE_URL and the network.';

interface Circumstances {
  /** Whether a write may have been carried out all the same. */
  readonly mayHaveHappened: boolean;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
}

/** The error of a request that got no answer. */
export const upstreamFailure = ({ reason, mayHaveArrived, details }: UpstreamError, operation: Operation): ToolError =>
  unusable(reason, operation, { ...details, mayHaveHappened: mayHaveArrived });

/** The error of a 2xx answer whose body cannot be used. A write has probably happened then. */
export const bodyError = (
  reason: 'unreadable' | 'empty',
  { status }: UpstreamResponse,
  operation: Operation,
): ToolError => unusable(reason, operation, { status, mayHaveHappened: true });

/** The error of an answer that is neither a success nor a refusal the API has. */
export const unexpectedResponse = (
  reason: 'redirect' | 'unexpected_status',
  { status, earlierAttemptLost = false }: UpstreamResponse,
  operation: Operation,
): ToolError => {
  // Only these two mean "not here" (RFC 9110 section 15.4); a 303 after a POST usually means that it was done.
  const isDeclined = status === 307 || status === 308 || status >= 400;
  return unusable(reason, operation, { status, mayHaveHappened: earlierAttemptLost || !isDeclined });
};

/** The error of a 5xx: the backend failed, at whatever point of its work. */
export function serverError(response: UpstreamResponse, operation: Operation): ToolError {
  const { status } = response;
  const seconds = retryAfterSeconds(response.header('retry-after'));
  const details = {
    http_status: status,
    retryable: operation.effect !== 'single',
    ...(operation.effect !== 'read' && { outcome: 'unknown' }),
    ...(seconds !== undefined && { retry_after_seconds: seconds }),
  };
  const remedy = operation.effect === 'read' ? `Try again ${inSeconds(seconds)}.` : unknownOutcome(operation);
  const message = `Could not ${operation.action}: Orvion failed with status ${status}. ${remedy}`;
  return new ToolError('INTERNAL_ERROR', message, details);
}

/** When to try again, in words. */
export const inSeconds = (seconds: number | undefined): string => (seconds === undefined ? 'later' : `in ${seconds} s`);

function unusable(
  reason: UpstreamReason | ResponseReason,
  operation: Operation,
  circumstances: Circumstances,
): ToolError {
  const { status, retryAfterSeconds: seconds } = circumstances;
  const isUnknown = circumstances.mayHaveHappened && operation.effect !== 'read';
  const retryable = !LASTING.has(reason) && (!isUnknown || operation.effect === 'repeatable');
  const details = {
    ...(status !== undefined && { http_status: status }),
    reason,
    retryable,
    ...(isUnknown && { outcome: 'unknown' }),
    ...(retryable && seconds !== undefined && { retry_after_seconds: seconds }),
  };
  const advice = seconds === undefined ? ASK_OPERATOR : `Try again ${inSeconds(seconds)}.`;
  const remedy = isUnknown ? unknownOutcome(operation) : `Nothing was changed. ${advice}`;
  const message = `Could not ${operation.action}: no usable answer from Orvion, as ${REASONS[reason]}. ${remedy}`;
  return new ToolError('CLIENT_ERROR', message, details);
}
