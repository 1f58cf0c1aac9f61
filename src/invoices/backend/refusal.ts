import type { ErrorCode } from '../../mcp/envelope/error-code.js';
import { ToolError, type ErrorDetails } from '../../mcp/envelope/tool-error.js';
import { retryAfterSeconds } from '../../upstream/retry-after.js';
import type { UpstreamAnswer } from '../../upstream/upstream.types.js';
import { backendDetail, type BackendDetail } from './backend-detail.js';
import { unknownOutcome, type Operation } from './operation.js';
import { toldId } from './told-id.js';
import { ASK_OPERATOR, inSeconds, serverError, strayAnswer } from './unusable-answer.js';

/** Faults that the sentence names; `details.fields` has more. */
const MAX_TOLD = 3;

/** What a refusal means in our words. */
interface Refusal {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly details?: ErrorDetails;
}

/** Whose key a call was made with: the one this server is configured with, or the caller's own. */
export type KeyOwner = 'operator' | 'caller';

const BAD_KEY: Record<KeyOwner, string> = {
  operator: 'Ask the operator to check AGENTPAY_API_KEY.',
  caller: 'Send a valid one as the bearer token.',
};
const WEAK_KEY: Record<KeyOwner, string> = {
  operator: 'Ask the operator for a key that is.',
  caller: 'Use a key that is.',
};

/** The error of any answer but a 2xx. */
export function statusError(answer: UpstreamAnswer, operation: Operation, key: KeyOwner): ToolError {
  const { status, lostBefore } = answer;
  if (status < 400) return strayAnswer('redirect', answer, operation);
  if (status >= 500) return serverError(answer, operation);
  const refusal = refusalOf(answer, operation, key);
  if (!refusal) return strayAnswer('unexpected_status', answer, operation);
  // The refusal may be about what an earlier attempt of this same call has done.
  const isUnknown = lostBefore && operation.effect !== 'read';
  return new ToolError(
    refusal.code,
    isUnknown ? `${refusal.sentence} An earlier attempt got no answer. ${unknownOutcome(operation)}` : refusal.sentence,
    { http_status: status, retryable: false, ...refusal.details, ...(isUnknown && { outcome: 'unknown' }) },
  );
}

function refusalOf(answer: UpstreamAnswer, operation: Operation, key: KeyOwner): Refusal | undefined {
  const { action } = operation;
  const detail = backendDetail(answer.text);
  const says = detail.sentence ? ` Orvion says: "${detail.sentence}".` : '';
  switch (answer.status) {
    case 400:
    case 422:
      return invalid(action, detail, says);
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
      return rateLimited(answer, action);
    default:
      return undefined;
  }
}

function invalid(action: string, { fields }: BackendDetail, says: string): Refusal {
  const told = fields.slice(0, MAX_TOLD).map(({ field, message }) => `${field}: ${message}`);
  if (fields.length > MAX_TOLD) told.push(`${fields.length - MAX_TOLD} more in details.fields`);
  const what = told.length > 0 ? ` Orvion says: "${told.join('; ')}".` : says;
  return {
    code: 'VALIDATION_ERROR',
    sentence: `Orvion refused to ${action}.${what} Correct this and call again.`,
    details: { fields },
  };
}

function rateLimited(answer: UpstreamAnswer, action: string): Refusal {
  const seconds = retryAfterSeconds(answer.header('retry-after'));
  return {
    code: 'RATE_LIMITED',
    sentence: `Could not ${action}: too many requests. Try again ${inSeconds(seconds)}.`,
    details: { retryable: true, ...(seconds !== undefined && { retry_after_seconds: seconds }) },
  };
}

/** The error of an id that no request can ask for. */
export const unaskable = (operation: Operation): ToolError =>
  new ToolError('NOT_FOUND', notFound(operation), { retryable: false });

const notFound = ({ invoiceId }: Operation): string =>
  invoiceId === undefined
    ? `Orvion has no invoices at the configured address. ${ASK_OPERATOR}`
    : `Invoice ${toldId(invoiceId)} not found. Take the id from list_invoices, not the invoice number.`;
