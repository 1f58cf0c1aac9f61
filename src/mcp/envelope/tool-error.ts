import type { ErrorCode } from './error-code.js';

/** An invalid argument: its name (a path when it is nested) and what is wrong, with the remedy. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Machine-readable part of an error. The client sees every value, so put no key, URL, header or stack here. */
export interface ErrorDetails {
  /** Status of the backend's response, when there was one. */
  readonly http_status?: number;
  /** Whether the call may succeed when it is repeated unchanged. */
  readonly retryable?: boolean;
  readonly fields?: readonly FieldError[];
  readonly [key: string]: unknown;
}

/**
 * The error that a tool throws on purpose: a code, a message that says what happened and then what to do, and details. Any
 * other exception is a bug and is reported as `INTERNAL_ERROR` without its message.
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}
