/** An error of a tool call, in words for a person. */
export interface ToolError {
  readonly title: string;
  readonly text: string;
  /** Error code of the envelope. Absent for errors of the host. */
  readonly code?: string;
}

const TITLES: Readonly<Record<string, string>> = {
  VALIDATION_ERROR: 'That is not possible',
  UNAUTHORIZED: 'Not allowed',
  NOT_FOUND: 'Not found',
  INVALID_STATUS: 'Not possible in this status',
  RATE_LIMITED: 'Too many requests',
  CLIENT_ERROR: 'Orvion did not answer',
  INTERNAL_ERROR: 'Something failed',
};

/** Texts for confirmation errors, as the messages of the envelope are written for a model. */
const CONFIRMATIONS: Readonly<Record<string, ToolError>> = {
  confirmation_declined: { title: 'Not confirmed', text: 'You said no. Nothing was changed.' },
  confirmation_canceled: { title: 'Not confirmed', text: 'The question was closed. Nothing was changed.' },
  confirmation_unavailable: {
    title: 'Needs a confirmation',
    text: 'A person has to confirm this step, and this app cannot ask for it. Nothing was changed.',
  },
  confirmation_expired: { title: 'Not confirmed', text: 'The confirmation came too late. Nothing was changed.' },
};

/** Converts the error of an envelope, whose message says what happened and what to do. */
export function serverError(error: Readonly<Record<string, unknown>>): ToolError {
  const code = typeof error.code === 'string' ? error.code : '';
  const { reason } = (error.details ?? {}) as { reason?: unknown };
  const known = CONFIRMATIONS[String(reason)];
  if (known) return { ...known, code };
  const text = typeof error.message === 'string' ? error.message : 'The server gave no reason.';
  return { title: TITLES[code] ?? 'Not done', text, code };
}

const MAX_LENGTH = 300;

/** Converts an error of the host, or of a server that does not offer the tool to this user. */
export function hostError(message: string): ToolError {
  if (/unknown tool|tool not found|insufficient.?scope|needs the scope/i.test(message))
    return { title: 'Not allowed', text: 'This step is switched off on this server, or you may not take it.' };
  return { title: 'Not done', text: message.slice(0, MAX_LENGTH) };
}
