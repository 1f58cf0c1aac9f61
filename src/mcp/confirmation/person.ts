/** The person behind a client, as far as the client lets us reach one. */
export interface Person {
  /** Whether the client has said that it can put a question to a person. */
  readonly canBeAsked: boolean;
  /** What the client brings back of a question that it was given: both as it tells them, not to be trusted. */
  readonly reply?: { readonly state: string; readonly answer: unknown };
}

/** What a person has said: yes, no, or nothing as the question was closed. */
export type Verdict = 'accepted' | 'declined' | 'canceled';

/** The field of the form that says yes. */
export const CONFIRM_FIELD = 'confirm';

/**
 * Reads an answer (MCP page "Elicitation", "Response actions"). A form that was sent with anything but a clear yes in it is
 * a no. Undefined when there is no answer at all.
 */
export function verdictOf(answer: unknown): Verdict | undefined {
  const { action, content } = (answer ?? {}) as {
    action?: unknown;
    content?: Readonly<Record<string, unknown>> | null;
  };
  switch (action) {
    case 'accept':
      return content?.[CONFIRM_FIELD] === true ? 'accepted' : 'declined';
    case 'decline':
      return 'declined';
    case 'cancel':
      return 'canceled';
    default:
      return undefined;
  }
}
