import { ToolError } from '../envelope/tool-error.js';

/** Why a call that needs a confirmation did not run, as reported in `details.reason`. */
export type ConfirmationReason =
  | 'confirmation_declined'
  | 'confirmation_canceled'
  | 'confirmation_unavailable'
  | 'confirmation_forged'
  | 'confirmation_mismatched'
  | 'confirmation_expired'
  | 'confirmation_used';

const RETRY = 'Call again without requestState, and the person is asked anew.';

const MESSAGES: Record<ConfirmationReason, string> = {
  confirmation_declined:
    'A person was asked and said no. Nothing was changed. Do not try again unless they ask for it.',
  confirmation_canceled:
    'A person was asked and closed the question without an answer. Nothing was changed. Ask them what they want before you try again.',
  confirmation_unavailable:
    'A person has to confirm this, and this client cannot ask one: it does not support elicitation. Nothing was changed. ' +
    'Use a client that does, or leave the step to a person. An argument cannot confirm it.',
  confirmation_forged: `The requestState is not one that this server has issued. Nothing was changed. ${RETRY}`,
  confirmation_mismatched: `The confirmation was given for another tool, other arguments or another caller. Nothing was changed. ${RETRY}`,
  confirmation_expired: `The confirmation came too late: it holds for 10 minutes. Nothing was changed. ${RETRY}`,
  confirmation_used:
    'This confirmation was used already, and counts once. Nothing was changed by this call. Find out what the first call ' +
    'did before you do anything else.',
};

/** The error of a call that no person has confirmed. */
export const confirmationError = (reason: ConfirmationReason): ToolError =>
  new ToolError('UNAUTHORIZED', MESSAGES[reason], { reason, retryable: false });

/** The error while the replay guard has no room for another confirmation. */
export const tooManyConfirmations = (): ToolError =>
  new ToolError('RATE_LIMITED', 'Too many confirmations at once. Nothing was changed. Try again in 60 s.', {
    retryable: true,
    retry_after_seconds: 60,
  });
