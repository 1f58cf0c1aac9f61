import { ToolError, type ErrorCode, type ErrorDetails } from '../../mcp/index.js';
import { retryAfterSeconds } from '../../upstream/retry-after.js';
import type { UpstreamResponse } from '../../upstream/upstream.types.js';
import { displayId } from '../sanitize/display-id.js';
import { backendDetail, type BackendDetail } from './backend-detail.js';
import { unknownOutcome, type Operation } from './operation.js';
import { ASK_OPERATOR, inSeconds, serverError, unexpectedResponse } from './unusable-response.js';

/** The most field errors that the message names; `details.fields` has all. */
const MAX_NAMED = 3;

/** How a 4xx status is reported to the caller. */
interface StatusMeaning {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly details?: ErrorDetails;
}

/** Whose API key a request was sent with: the configured one (`operator`), or the caller's own. */
export type KeyOwner = 'operator' | 'caller';

const BAD_KEY: Record<KeyOwner, string> = {
  operator: 'Ask the operator to check AGENTPAY_API_KEY.',
  caller: 'Send a valid one as the bearer token.',
};
const WEAK_KEY: Record<KeyOwner, string> = {
  operator: 'Ask the operator for a key that is.',
  caller: 'Use a key that is.',
};

/** The error of a response whose status is not 2xx. */
export function statusError(response: UpstreamResponse, operation: Operation, key: KeyOwner): ToolError {
  const { status, earlierAttemptLost } = response;
  if (status < 400) return unexpectedResponse('redirect', response, operation);
  if (status >= 500) return serverError(response, operation);
  const meaning = meaningOf(response, operation, key);
  if (!meaning) return unexpectedResponse('unexpected_status', response, operation);
  // The rejection may be a result of an earlier attempt of this call, such as a conflict with its own write.
  const isUnknown = earlierAttemptLost && operation.effect !== 'read';
  return new ToolError(
    meaning.code,
    isUnknown ? `${meaning.sentence} An earlier attempt got no answer. ${unknownOutcome(operation)}` : meaning.sentence,
    { http_status: status, retryable: false, ...meaning.details, ...(isUnknown && { outcome: 'unknown' }) },
  );
}

function meaningOf(response: UpstreamResponse, operation: Operation, key: KeyOwner): StatusMeaning | undefined {
  const { action } = operation;
  const detail = backendDetail(response.text);
  const says = detail.sentence ? ` Orvion says: "${detail.sentence}".` : '';
  switch (response.status) {
    case 400:
    case 422:
      return validationError(action, detail, says);
    case 401:
      return {
        code: 'UNAUTHORIZED',
        sentence: `Orvion does not accept the API key. ${BAD_KEY[key]}`,
      };
    case 403:
      return {
        code: 'UNAUTHORIZED',
        sentence: `The API key is not allowed to ${action}.${says} ${WEAK_KEY[key]}`,
      };
    case 404:
      return { code: 'NOT_FOUND', sentence: notFound(operation) };
    case 409:
      return {
        code: 'INVALID_STATUS',
        sentence: `Its status does not allow to ${action}.${says} Read it with get_invoice.`,
      };
    case 429:
      return rateLimited(response, action);
    default:
      return undefined;
  }
}

function validationError(action: string, { fields }: BackendDetail, says: string): StatusMeaning {
  const named = fields.slice(0, MAX_NAMED).map(({ field, message }) => `${field}: ${message}`);
  if (fields.length > MAX_NAMED) named.push(`${fields.length - MAX_NAMED} more in details.fields`);
  const what = named.length > 0 ? ` Orvion says: "${named.join('; ')}".` : says;
  return {
    code: 'VALIDATION_ERROR',
    sentence: `Orvion refused to ${action}.${what} Correct this and call again.`,
    details: { fields },
  };
}

function rateLimited(response: UpstreamResponse, action: string): StatusMeaning {
  const seconds = retryAfterSeconds(response.header('retry-after'));
  return {
    code: 'RATE_LIMITED',
    sentence: `Could not ${action}: too many requests. Try again ${inSeconds(seconds)}.`,
    details: { retryable: true, ...(seconds !== undefined && { retry_after_seconds: seconds }) },
  };
}

/** The error of an id that cannot be part of a request path. */
export const invalidPathId = (operation: Operation): ToolError =>
  new ToolError('NOT_FOUND', notFound(operation), { retryable: false });

const notFound = ({ invoiceId }: Operation): string =>
  invoiceId === undefined
    ? `Orvion has no invoices at the configured address. ${ASK_OPERATOR}`
    : `Invoice ${displayId(invoiceId)} not found. Take the id from list_invoices, not the invoice number.`;
