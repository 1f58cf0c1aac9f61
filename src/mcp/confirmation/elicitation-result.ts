/** How a user responded to an elicitation: with a yes, with a no, or by closing the form. */
export type ElicitationOutcome = 'accepted' | 'declined' | 'canceled';

/** Name of the checkbox in the form. */
export const CONFIRM_FIELD = 'confirm';

/**
 * Reads the result of an elicitation (MCP page "Elicitation", "Response Actions"). An accepted form without the checked box
 * counts as declined. Undefined when there is no result.
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
