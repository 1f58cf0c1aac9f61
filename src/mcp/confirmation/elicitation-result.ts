/** How a user ended an elicitation: with a yes, with a no, or by closing the question. */
export type ElicitationOutcome = 'accepted' | 'declined' | 'canceled';

/** The field of the form that says yes. */
export const CONFIRM_FIELD = 'confirm';

/**
 * Reads the result of an elicitation (MCP page "Elicitation", "Response Actions"). A form that was sent with anything but a
 * clear yes is a no. Undefined when there is no result at all.
 */
export function elicitationOutcome(result: unknown): ElicitationOutcome | undefined {
  const { action, content } = (result ?? {}) as {
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
