import type { ErrorCode } from './error-code.js';
import { ToolError, type ErrorDetails } from './tool-error.js';

/** The structured result of every tool call, whether it succeeded or failed. */
export type Envelope = { readonly ok: true; readonly data: object; readonly error: null } | FailedEnvelope;

/** The envelope of a call that failed. */
export interface FailedEnvelope {
  readonly ok: false;
  readonly data: null;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
}

/** Wraps the data of a successful call. */
export const succeeded = (data: object): Envelope => ({ ok: true, data, error: null });

/**
 * Turns a thrown value into the envelope of a failed call. Only a `ToolError` keeps its message: that of any other exception
 * may contain customer data, keys or paths.
 */
export function failed(thrown: unknown, requestId: string): FailedEnvelope {
  const error =
    thrown instanceof ToolError
      ? thrown
      : new ToolError(
          'INTERNAL_ERROR',
          `This server failed unexpectedly. Try again later, and report request id ${requestId} to its operator.`,
        );
  const details: ErrorDetails = { retryable: false, ...error.details, request_id: requestId };
  return { ok: false, data: null, error: { code: error.code, message: error.message, details } };
}
