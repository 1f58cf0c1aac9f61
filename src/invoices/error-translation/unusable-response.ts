import { ToolError } from '../../mcp/index.js';
import { retryAfterSeconds } from '../../upstream/retry-after.js';
import type { UpstreamError, UpstreamReason } from '../../upstream/upstream.error.js';
import type { UpstreamResponse } from '../../upstream/upstream.types.js';
import { unknownOutcome, type Operation } from './operation.js';

/** Reasons of `CLIENT_ERROR` for responses that arrived but cannot be used. */
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

/** Reasons for which repeating the call is no use. */
const PERMANENT = new Set<string>(['tls', 'redirect', 'too_large', 'unexpected_status', 'canceled']);

/** Remedy of errors that only a person with access to the settings can fix. */
export const ASK_OPERATOR = 'Ask the operator of this server to check AGENTPAY_API_BASE_URL and the network.';

interface Circumstances {
  /** Whether the backend may have carried out a write nevertheless. */
  readonly mayHaveHappened: boolean;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
}

/** The error of a request without a usable response. */
export const noResponseError = ({ reason, mayHaveArrived, details }: UpstreamError, operation: Operation): ToolError =>
  unusableResponse(reason, operation, { ...details, mayHaveHappened: mayHaveArrived });

/** The error of a 2xx response whose body cannot be used. A write has probably happened. */
export const bodyError = (
  reason: 'unreadable' | 'empty',
  { status }: UpstreamResponse,
  operation: Operation,
): ToolError => unusableResponse(reason, operation, { status, mayHaveHappened: true });

/** The error of a redirect, or of a 4xx status that the API does not document. */
export const unexpectedResponse = (
  reason: 'redirect' | 'unexpected_status',
  { status, earlierAttemptLost = false }: UpstreamResponse,
  operation: Operation,
): ToolError => {
  // A 307 or 308 means that nothing was done here (RFC 9110 section 15.4); a 303 usually follows a completed POST.
  const isRejected = status === 307 || status === 308 || status >= 400;
  return unusableResponse(reason, operation, { status, mayHaveHappened: earlierAttemptLost || !isRejected });
};

/** The error of a 5xx response: a write may have happened before the backend failed. */
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

/** Completes "Try again": `in 5 s`, or `later`. */
export const inSeconds = (seconds: number | undefined): string => (seconds === undefined ? 'later' : `in ${seconds} s`);

function unusableResponse(
  reason: UpstreamReason | ResponseReason,
  operation: Operation,
  circumstances: Circumstances,
): ToolError {
  const { status, retryAfterSeconds: seconds } = circumstances;
  const isUnknown = circumstances.mayHaveHappened && operation.effect !== 'read';
  const retryable = !PERMANENT.has(reason) && (!isUnknown || operation.effect === 'repeatable');
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
