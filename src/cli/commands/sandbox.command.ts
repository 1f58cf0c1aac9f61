import { once } from 'node:events';
import type { Config } from '../../config/config.js';
import { SANDBOX_KEYS, startSandbox } from '../../sandbox/index.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Runs only the sandbox, until the signal aborts. */
export async function sandbox(config: Config, { say, bold }: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const running = await startSandbox(config.sandbox);
  const lines = [
    '',
    bold('The Orvion sandbox is running'),
    `  AGENTPAY_API_BASE_URL=${running.baseUrl}`,
    `  AGENTPAY_API_KEY=${SANDBOX_KEYS.acme}   or ${SANDBOX_KEYS.globex}, another organisation`,
    '',
    `Its data is in ${running.database}`,
    '',
  ];
  say(lines.join('\n'));
  if (!signal.aborted) await once(signal, 'abort');
  await running.close();
  return EXIT.ok;
}
