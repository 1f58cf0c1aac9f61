import { ToolError, type ErrorDetails } from '../../mcp/envelope/tool-error.js';
import type { UpstreamAnswer } from '../../upstream/upstream.client.js';
import type { UpstreamFault, UpstreamReason } from '../../upstream/upstream.fault.js';
import { backendDetail } from './backend-detail.js';
import type { Operation } from './operation.js';

/** Reasons of `CLIENT_ERROR` for answers that arrived and are still of no use. */
type AnswerReason = 'redirect' | 'unreadable' | 'empty' | 'unexpected_status';

const REASONS: Record<UpstreamReason | AnswerReason, string> = {
  refused: 'nothing listens at its address',
  dns: 'its host name cannot be resolved',
  unreachable: 'there is no route to it',
  tls: 'its certificate is not to be trusted',
  reset: 'the connection broke before the answer was complete',
  timeout: 'the answer did not come in time',
  canceled: 'the call was canceled',
  too_large: 'the answer is larger than this server accepts',
  unreadable: 'the answer is not what its API promises',
  unknown: 'the request failed in an unexpected way',
  redirect: 'it redirects elsewhere, which is not followed because the key would travel along',
  empty: 'the answer is empty',
  unexpected_status: 'it answers with a status its API does not have',
};

/** Reasons that a repetition of the same call will meet again. */
const LASTING = new Set<string>(['tls', 'redirect', 'too_large', 'unexpected_status', 'canceled']);

const ASK_OPERATOR = 'Ask the operator of this server to check AGENTPAY_API_BASE_URL and the network.';

/** The error of a request that got no answer. */
export const faultError = ({ reason, mayHaveArrived }: UpstreamFault, operation: Operation): ToolError =>
  noUsableAnswer(reason, operation, mayHaveArrived && operation.effect !== 'read');

/** The error of a 2xx answer whose body cannot be used. A write has probably happened then. */
export const bodyError = (
  reason: 'unreadable' | 'empty',
  { status }: UpstreamAnswer,
  operation: Operation,
): ToolError => noUsableAnswer(reason, operation, operation.effect !== 'read', status);

/** The error of any answer but a 2xx. */
export function statusError(answer: UpstreamAnswer, operation: Operation): ToolError {
  const { status } = answer;
  const { action } = operation;
  if (status < 400) return noUsableAnswer('redirect', operation, false, status);
  if (status >= 500) return serverError(status, operation);
  const { sentence, fields } = backendDetail(answer.text);
  const says = sentence ? ` Orvion says: "${sentence}".` : '';
  const details = { http_status: status, retryable: false };
  switch (status) {
    case 400:
    case 422: {
      const named = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
      const what = named ? ` ${named}.` : says;
      return new ToolError('VALIDATION_ERROR', `Orvion refused to ${action}.${what} Correct this and call again.`, {
        ...details,
        fields,
      });
    }
    case 401:
      return new ToolError(
        'UNAUTHORIZED',
        'Orvion does not accept the API key. Ask the operator to check AGENTPAY_API_KEY.',
        details,
      );
    case 403:
      return new ToolError(
        'UNAUTHORIZED',
        `The API key is not allowed to ${action}.${says} Ask the operator for a key that is.`,
        details,
      );
    case 404:
      return new ToolError('NOT_FOUND', notFound(operation), details);
    case 409:
      return new ToolError(
        'INVALID_STATUS',
        `Its status does not allow to ${action}.${says} Read it with get_invoice.`,
        details,
      );
    case 429:
      return rateLimited(answer, operation);
    default:
      return noUsableAnswer('unexpected_status', operation, false, status);
  }
}

function noUsableAnswer(
  reason: UpstreamReason | AnswerReason,
  operation: Operation,
  unknown: boolean,
  status?: number,
): ToolError {
  const details: ErrorDetails = {
    ...(status !== undefined && { http_status: status }),
    reason,
    retryable: !LASTING.has(reason) && (!unknown || operation.effect === 'repeatable'),
    ...(unknown && { outcome: 'unknown' }),
  };
  const remedy = unknown ? unknownOutcome(operation) : `Nothing was changed. ${ASK_OPERATOR}`;
  return new ToolError(
    'CLIENT_ERROR',
    `Could not ${operation.action}: no usable answer from Orvion, as ${REASONS[reason]}. ${remedy}`,
    details,
  );
}

function serverError(status: number, operation: Operation): ToolError {
  const read = operation.effect === 'read';
  const details: ErrorDetails = {
    http_status: status,
    retryable: operation.effect !== 'single',
    ...(!read && { outcome: 'unknown' }),
  };
  const remedy = read ? 'Try again later.' : unknownOutcome(operation);
  return new ToolError(
    'INTERNAL_ERROR',
    `Could not ${operation.action}: Orvion failed with status ${status}. ${remedy}`,
    details,
  );
}

const unknownOutcome = ({ check = '' }: Operation): string => `It may have happened all the same. ${check}`;

const notFound = ({ invoiceId }: Operation): string =>
  invoiceId === undefined
    ? `Orvion has no invoices at the configured address. ${ASK_OPERATOR}`
    : `Invoice ${invoiceId} not found. Take the id from list_invoices, not the invoice number.`;

function rateLimited(answer: UpstreamAnswer, { action }: Operation): ToolError {
  const seconds = retryAfterSeconds(answer.header('retry-after'));
  const when = seconds === undefined ? 'in a while' : `in ${seconds} s`;
  return new ToolError('RATE_LIMITED', `Could not ${action}: too many requests. Try again ${when}.`, {
    http_status: answer.status,
    retryable: true,
    ...(seconds !== undefined && { retry_after_seconds: seconds }),
  });
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfterSeconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const seconds = Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
