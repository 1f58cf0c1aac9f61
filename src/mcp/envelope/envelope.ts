import type { ErrorCode } from './error-code.js';
import { ToolError, type ErrorDetails } from './tool-error.js';

/** The answer of every tool, whatever the outcome. */
export type Envelope = { readonly ok: true; readonly data: object; readonly error: null } | FailedEnvelope;

/** The answer of a call that failed. */
export interface FailedEnvelope {
  readonly ok: false;
  readonly data: null;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
}

/** Wraps the data of a successful call. */
export const succeeded = (data: object): Envelope => ({ ok: true, data, error: null });

/**
 * Turns whatever was thrown into the failed envelope. Only a `ToolError` keeps its words: any other exception may
 * carry customer data, keys or paths in its message.
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
