import type { ConfirmedFrom } from '../decorators/confirmation.js';
import type { ConfirmPolicy } from '../mcp.options.js';

/** Whether a person is asked under a policy about what is asked about from a given one on. */
export const isConfirmed = (policy: ConfirmPolicy | undefined, from: ConfirmedFrom): boolean =>
  policy === 'writes' || policy === from;
