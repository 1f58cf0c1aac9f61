/** All error codes of tools, each with its meaning as the documentation prints it. */
export const ERROR_CODES = {
  VALIDATION_ERROR: 'An argument breaks the contract; `details.fields` names each one. Nothing was changed.',
  UNAUTHORIZED: 'The backend refused the API key, the key may not do this, or a person did not confirm it.',
  NOT_FOUND: 'There is no such invoice in this organisation.',
  INVALID_STATUS: 'The invoice is in a status that does not allow the step.',
  RATE_LIMITED: 'Too many requests; `details.retry_after_seconds` says how long to wait when the backend does.',
  CLIENT_ERROR: 'No usable answer from the backend; `details.reason` says why.',
  INTERNAL_ERROR: 'The backend, or this server, failed.',
} as const;

/** An error code of a tool. */
export type ErrorCode = keyof typeof ERROR_CODES;
