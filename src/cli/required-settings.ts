import type { ConfigNeeds } from '../config/load-config.js';
import type { Command } from './parse-args.js';

const SANDBOX_PORT = 8000;
const ANY_FREE_PORT = 0;

/** Which variables matter for a command. */
export const requiredSettings = (command: Command, sandbox: boolean): ConfigNeeds => ({
  backend: !sandbox && command !== 'sandbox' && command !== 'tools',
  http: ['http', 'check-config', 'doctor'].includes(command),
  sandboxPort: command === 'sandbox' ? SANDBOX_PORT : ANY_FREE_PORT,
});
