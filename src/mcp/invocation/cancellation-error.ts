import type { CancellationSignal } from '../../cancellation/cancellation-source.js';
import type { ToolAnnotations } from '../decorators/tool.decorator.js';
import { ToolError } from '../envelope/tool-error.js';
import { SHUTDOWN_ERROR } from '../context/tool-call.js';

/** Why a call was ended before its tool had answered, as `details.reason` tells it. */
export type CancellationReason = 'timeout' | 'canceled' | 'shutting_down';

const BY_NAME: Readonly<Record<string, CancellationReason>> = {
  TimeoutError: 'timeout',
  [SHUTDOWN_ERROR]: 'shutting_down',
};

const BECAUSE: Record<CancellationReason, string> = {
  timeout: 'its time was over',
  canceled: 'it was canceled',
  shutting_down: 'this server is shutting down',
};

/** Another replica, or this one after its restart, is there in a moment. */
const RETRY_SECONDS = 1;

/** Whether a tool threw nothing but the end of its own call: the reason itself, or an `AbortError` of Node that holds it. */
export const isCancellation = (thrown: unknown, { aborted, reason }: CancellationSignal): boolean =>
  aborted && (thrown === reason || (thrown as { cause?: unknown } | undefined)?.cause === reason);

/**
 * The error of a call whose tool did not answer before the call was ended. What such a tool has done is not known, so a
 * tool that changes something is told as unknown.
 */
export function cancellationError(reason: unknown, { readOnlyHint, idempotentHint }: ToolAnnotations): ToolError {
  const why = (reason instanceof DOMException && BY_NAME[reason.name]) || 'canceled';
  const retryable = why !== 'canceled' && (readOnlyHint || idempotentHint);
  const remedy = readOnlyHint
    ? `Nothing was changed.${retryable ? ' Try again.' : ''}`
    : 'What it was to do may have happened all the same: check before you call again.';
  return new ToolError('CLIENT_ERROR', `The call was ended without a result, as ${BECAUSE[why]}. ${remedy}`, {
    reason: why,
    retryable,
    ...(!readOnlyHint && { outcome: 'unknown' }),
    ...(why === 'shutting_down' && retryable && { retry_after_seconds: RETRY_SECONDS }),
  });
}
