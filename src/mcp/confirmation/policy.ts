import type { ConfirmPolicy } from '../mcp.options.js';
import type { ConfirmWhen } from './confirmation-prompt.js';

/** Whether a tool needs a confirmation under a policy. */
export const needsConfirmation = (policy: ConfirmPolicy | undefined, when: ConfirmWhen): boolean =>
  policy === 'writes' || policy === when;
