// Disk space of a production installation: the packed program and its dependencies.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FOLDER } from '../machine/processes.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_MS = 120_000;

const run = async (command, args, cwd) =>
  (await promisify(execFile)(command, args, { cwd, timeout: LONGEST_MS, maxBuffer: 16 * 1024 * 1024 })).stdout;

/** Resolves with megabytes and the number of packages, or with the reason why they are unknown. */
export async function runSize(_plan, { say }) {
  say('size: npm pack ./dist, npm install');
  try {
    const [{ filename, unpackedSize }] = JSON.parse(
      await run('npm', ['pack', './dist', '--json', '--pack-destination', FOLDER], ROOT),
    );
    const target = join(FOLDER, 'installed');
    mkdirSync(target);
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock', '--no-save'];
    await run('npm', ['install', ...quiet, join(FOLDER, filename)], target);
    const [kilobytes] = (await run('du', ['-sk', target])).split('\t');
    const packages = await run('npm', ['ls', '--all', '--parseable', '--prefix', target], target).catch(() => '');
    return {
      megabytes: (Number(kilobytes) * 1024) / 1e6,
      program: unpackedSize / 1e6,
      packages: new Set(packages.split('\n').filter(Boolean)).size - 1,
    };
  } catch (thrown) {
    return { unknown: String(thrown.stderr ?? thrown.message).slice(0, 300) };
  }
}
