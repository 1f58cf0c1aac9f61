import type { ConfirmWhen } from './confirmation-prompt.js';
import type { ConfirmPolicy } from '../mcp.options.js';

/** Whether a person is asked under a policy about what is asked about from a given one on. */
export const needsConfirmation = (policy: ConfirmPolicy | undefined, from: ConfirmWhen): boolean =>
  policy === 'writes' || policy === from;
