import { resolve } from 'node:path';
import { startServed } from './served-process.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

/** The built program. */
export const ENTRY = resolve('dist/main.js');

/** Settings of a sandbox that leaves nothing behind. */
export const SANDBOX_SETTINGS = { ORVION_MCP_SANDBOX_DATABASE: ':memory:', LOG_LEVEL: 'warn' };

/** Starts the built program over HTTP with its sandbox, on a free port and in an empty folder. */
export const startBuiltService = async (settings = {}) =>
  startServed([ENTRY, 'http', '--sandbox'], {
    cwd: temporaryFolder('service'),
    env: { ORVION_MCP_LISTEN_PORT: '0', ...SANDBOX_SETTINGS, ...settings },
  });
