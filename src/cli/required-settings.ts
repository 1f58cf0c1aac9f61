import type { RequiredSettings } from '../config/load-config.js';
import type { Command } from './parse-args.js';

const SANDBOX_PORT = 8000;
const ANY_FREE_PORT = 0;

/** Returns which settings a command requires. */
export const requiredSettings = (command: Command, sandbox: boolean): RequiredSettings => ({
  backend: !sandbox && command !== 'sandbox' && command !== 'tools',
  http: ['http', 'check-config', 'doctor'].includes(command),
  sandboxPort: command === 'sandbox' ? SANDBOX_PORT : ANY_FREE_PORT,
});
