import type { CancellationSignal } from '../../cancellation/cancellation-source.js';
import { SHUTDOWN_ERROR } from '../context/tool-call.js';
import type { ToolAnnotations } from '../decorators/tool.decorator.js';
import { ToolError } from '../envelope/tool-error.js';

/** Why a call was canceled before it had a result, as reported in `details.reason`. */
export type CancellationReason = 'timeout' | 'canceled' | 'shutting_down';

const REASONS: Readonly<Record<string, CancellationReason>> = {
  TimeoutError: 'timeout',
  [SHUTDOWN_ERROR]: 'shutting_down',
};

const CAUSES: Record<CancellationReason, string> = {
  timeout: 'its time was over',
  canceled: 'it was canceled',
  shutting_down: 'this server is shutting down',
};

/** By then another replica, or this one after its restart, can serve the call. */
const RETRY_SECONDS = 1;

/** Whether an exception is the cancellation of its call: the reason, or an `AbortError` of Node with the reason as cause. */
export const isCancellation = (thrown: unknown, { aborted, reason }: CancellationSignal): boolean =>
  aborted && (thrown === reason || (thrown as { cause?: unknown } | undefined)?.cause === reason);

/**
 * The error of a call that was canceled while its tool was running. Nobody knows what the tool has done, so `outcome` is
 * `unknown` for a tool that changes something.
 */
export function cancellationError(thrown: unknown, { readOnlyHint, idempotentHint }: ToolAnnotations): ToolError {
  const reason = (thrown instanceof DOMException && REASONS[thrown.name]) || 'canceled';
  const retryable = reason !== 'canceled' && (readOnlyHint || idempotentHint);
  const remedy = readOnlyHint
    ? `Nothing was changed.${retryable ? ' Try again.' : ''}`
    : 'What it was to do may have happened all the same: check before you call again.';
  return new ToolError('CLIENT_ERROR', `The call was ended without a result, as ${CAUSES[reason]}. ${remedy}`, {
    reason,
    retryable,
    ...(!readOnlyHint && { outcome: 'unknown' }),
    ...(reason === 'shutting_down' && retryable && { retry_after_seconds: RETRY_SECONDS }),
  });
}
