/** Why something was not done, in words for a person. */
export interface Refusal {
  readonly title: string;
  readonly text: string;
  /** Code of the envelope, when there was one. */
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

/** Confirmations are worded for a model, which is told what to do next; a person was there, or has to be. */
const CONFIRMATIONS: Readonly<Record<string, Refusal>> = {
  confirmation_declined: { title: 'Not confirmed', text: 'You said no. Nothing was changed.' },
  confirmation_canceled: { title: 'Not confirmed', text: 'The question was closed. Nothing was changed.' },
  confirmation_unavailable: {
    title: 'Needs a confirmation',
    text: 'A person has to confirm this step, and this app cannot ask for it. Nothing was changed.',
  },
  confirmation_expired: { title: 'Not confirmed', text: 'The confirmation came too late. Nothing was changed.' },
};

/** The refusal of an envelope: the server says what happened and what to do. */
export function refusedByServer(error: Readonly<Record<string, unknown>>): Refusal {
  const code = typeof error.code === 'string' ? error.code : '';
  const { reason } = (error.details ?? {}) as { reason?: unknown };
  const known = CONFIRMATIONS[String(reason)];
  if (known) return { ...known, code };
  const text = typeof error.message === 'string' ? error.message : 'The server gave no reason.';
  return { title: TITLES[code] ?? 'Not done', text, code };
}

const MAX_WORDS = 300;

/** The refusal of a host, or of a server that does not have the tool: it is switched off, or not for this user. */
export function refusedByHost(message: string): Refusal {
  if (/unknown tool|tool not found|insufficient.?scope|needs the scope/i.test(message))
    return { title: 'Not allowed', text: 'This step is switched off on this server, or you may not take it.' };
  return { title: 'Not done', text: message.slice(0, MAX_WORDS) };
}
