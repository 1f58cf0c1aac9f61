import type { Config } from '../../config/config.js';
import { SandboxStartError } from '../../sandbox/sandbox-start-error.js';
import { openBackend } from '../backend.js';
import { checkBackend } from '../doctor/backend.js';
import type { Finding } from '../doctor/finding.js';
import { checkNode } from '../doctor/node-version.js';
import { report } from '../doctor/report.js';
import { checkSettings } from '../doctor/settings.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/**
 * Looks at all that has to be right before a client can use the program, and says what to do about what is not. Unlike other
 * commands it loads the configuration itself: one that is not usable is a finding.
 */
export async function doctor(load: () => Config, { out, styled }: Terminal, stop: AbortSignal): Promise<ExitCode> {
  const { config, findings } = checkSettings(load);
  const all = [checkNode(process.versions.node), ...findings, ...(config ? await checkService(config, stop) : [])];
  out(report(all, styled));
  if (!config) return EXIT.configuration;
  return all.some(({ state }) => state === 'failed') ? EXIT.unavailable : EXIT.ok;
}

async function checkService(config: Config, stop: AbortSignal): Promise<Finding[]> {
  try {
    const backend = await openBackend(config);
    const { baseUrl } = backend.config.upstream;
    try {
      const place: Finding = backend.sandbox
        ? { check: 'sandbox', state: 'ok', says: `its database is ${backend.sandbox.database}` }
        : { check: 'address', state: 'ok', says: baseUrl };
      return [place, ...(await checkBackend(backend.config, stop))];
    } finally {
      await backend.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof SandboxStartError)) throw thrown;
    return [{ check: 'sandbox', state: 'failed', says: thrown.message }];
  }
}
