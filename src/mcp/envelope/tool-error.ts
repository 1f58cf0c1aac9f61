import type { ErrorCode } from './error-code.js';

/** One faulty argument: its name (a path for nested ones) and what is wrong, remedy included. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Machine-readable part of an error. Every value is shown to the client: no key, URL, header or stack belongs here. */
export interface ErrorDetails {
  /** Status of the backend's answer, when there was one. */
  readonly http_status?: number;
  /** Whether the same call may succeed when it is repeated unchanged. */
  readonly retryable?: boolean;
  readonly fields?: readonly FieldError[];
  readonly [key: string]: unknown;
}

/**
 * The one way a tool fails on purpose: a code from the closed set, a sentence that says what happened and then what to
 * do, and details. Anything else a tool throws is a fault of ours and is answered as `INTERNAL_ERROR` without its text.
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
