// Installs the servers of the comparison when they are missing or differ from the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LONGEST_MS = 300_000;

/** Installs the packages if needed, and logs it. */
export function installPeers() {
  const installed = `${HERE}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${HERE}package-lock.json`).mtimeMs) return;
  process.stderr.write('Installing the servers of the comparison: npm ci --prefix bench\n');
  const args = ['ci', '--prefix', HERE, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'];
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: LONGEST_MS });
  if (status !== 0) throw new Error('npm ci --prefix bench failed');
}
