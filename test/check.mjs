// What a maintainer runs before a commit: types, lint and format, a build when `dist` is not of these sources, and the specs that
// the change concerns. Whatever takes minutes is left to `npm test` and its like, and is named.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleness } from '../bundle/freshness.mjs';
import { concerned } from './concerned.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);

/** Runs a command and resolves with whether it succeeded; what it says is shown when it does not. */
async function step(name, command, ...args) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n${code === 0 ? '' : said}`);
  return code === 0;
}

const changed = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
const present = changed.filter((path) => existsSync(`${ROOT}/${path}`));
const { specs, leftOut } = concerned(changed, git('ls-files', '--cached', '--others', '--exclude-standard', 'test'));

const sources = present.filter((path) => /^(?:src|test|docs|bench|bundle|deploy)\/.*\.(?:tsx?|mjs)$/.test(path));
/** What the compiler found out about files that have not changed since. */
const CACHE = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/check.tsbuildinfo'];
const hasViews = sources.some((path) => path.includes('/views/'));
const checks = await Promise.all([
  hasViews ? step('types', 'npm', 'run', '--silent', 'typecheck') : step('types', 'npx', 'tsc', '--noEmit', ...CACHE),
  ...(sources.length > 0 ? [step('lint', 'npx', 'oxlint', '--type-aware', '--deny-warnings', ...sources)] : []),
  ...(present.length > 0 ? [step('format', 'npx', 'prettier', '--check', '--ignore-unknown', ...present)] : []),
  ...(staleness(ROOT) === undefined ? [] : [step('build', 'npm', 'run', '--silent', 'build')]),
]);
const isSound = checks.every(Boolean);
const run = ['jest', '--config', 'test/jest.config.mjs', ...specs.map((path) => `/${path}$`)];
const passed = isSound && (specs.length === 0 || (await step(`${specs.length} specs`, 'npx', ...run)));
if (specs.length === 0) process.stdout.write('No spec is concerned.\n');
if (leftOut.length > 0)
  process.stdout.write(
    `Left out (npm test; deploy, hostile, system and views by npm run test:<folder>): ${leftOut.join(', ')}\n`,
  );
process.exitCode = passed ? 0 : 1;
