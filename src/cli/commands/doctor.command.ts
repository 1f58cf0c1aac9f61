import type { Config } from '../../config/config.js';
import { SandboxStartError } from '../../sandbox/sandbox-start-error.js';
import { openBackend } from '../backend.js';
import { checkBackend } from '../doctor/backend.js';
import type { Finding } from '../doctor/finding.js';
import { checkNode } from '../doctor/node-version.js';
import { formatReport } from '../doctor/report.js';
import { checkSettings } from '../doctor/settings.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/**
 * Checks everything that a client needs before it can use the program, and reports what to do about problems. Unlike the
 * other commands it loads the configuration itself, as an invalid one is a finding.
 */
export async function doctor(load: () => Config, { out, styled }: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const { config, findings } = checkSettings(load);
  const all = [checkNode(process.versions.node), ...findings, ...(config ? await checkService(config, signal) : [])];
  out(formatReport(all, styled));
  if (!config) return EXIT.configuration;
  return all.some(({ state }) => state === 'failed') ? EXIT.unavailable : EXIT.ok;
}

async function checkService(config: Config, signal: AbortSignal): Promise<Finding[]> {
  try {
    const backend = await openBackend(config);
    const { baseUrl } = backend.config.upstream;
    try {
      const location: Finding = backend.sandbox
        ? { check: 'sandbox', state: 'ok', message: `its database is ${backend.sandbox.database}` }
        : { check: 'address', state: 'ok', message: baseUrl };
      return [location, ...(await checkBackend(backend.config, signal))];
    } finally {
      await backend.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof SandboxStartError)) throw thrown;
    return [{ check: 'sandbox', state: 'failed', message: thrown.message }];
  }
}
