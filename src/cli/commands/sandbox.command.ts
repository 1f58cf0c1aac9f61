import { once } from 'node:events';
import type { Config } from '../../config/config.js';
import { SANDBOX_KEYS, startSandbox } from '../../sandbox/index.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Runs the sandbox by itself until it is told to stop. */
export async function sandbox(config: Config, { say, bold }: Terminal, stop: AbortSignal): Promise<ExitCode> {
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
  if (!stop.aborted) await once(stop, 'abort');
  await running.close();
  return EXIT.ok;
}
