import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from '../../src/cli/parse-args.js';
import { cleanEnvironment, ENTRY } from '../harness/program.js';
import type { ShellCommand } from './shell-commands.js';

const { scripts, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  version: string;
};

const ENTRIES = ['dist/main.js', '/path/to/orvion-mcp/dist/main.js'];

/** Whether there is a script of this name. */
export const isScript = (name: string): boolean => Object.hasOwn(scripts, name);

/** Whether the program understands these arguments. */
export const isUnderstood = (args: readonly string[]): boolean => parseArgs(args).kind !== 'usage-error';

const IMAGE = 'orvion-mcp';

/** Whether the program starts with the settings of a `docker run`, under the conditions of the image. */
function areSettings(words: readonly string[]): boolean {
  const args = words.slice(words.indexOf(IMAGE) + 1);
  const settings = words.filter((_word, at) => words[at - 1] === '-e').map((setting) => setting.split('=', 2));
  const env = cleanEnvironment({ ...(Object.fromEntries(settings) as Record<string, string>), NODE_ENV: 'production' });
  const check = [ENTRY, 'check-config', ...args.filter((arg) => arg === '--sandbox')];
  return isUnderstood(args) && spawnSync(process.execPath, check, { env, cwd: env.HOME }).status === 0;
}

/** Whether a `docker build` sets only what the Dockerfile asks for. */
function areBuildArguments(words: readonly string[]): boolean {
  const asked = [...readFileSync('Dockerfile', 'utf8').matchAll(/^ARG (\w+)/gm)].map(([, name]) => name);
  const set = words.filter((_word, at) => words[at - 1] === '--build-arg').map((word) => word.split('=')[0]);
  return set.every((name) => asked.includes(name));
}

/** Whether npm is told to pack or install this project and nothing else. */
const isOurs = (arg: string): boolean => ['--global', '.', './dist', `./orvion-mcp-${version}.tgz`].includes(arg);

const isAddition = ({ words }: ShellCommand): boolean => words.slice(1, 3).join(' ') === 'mcp add';

const isNode = ([, entry = '', ...args]: readonly string[]): boolean => ENTRIES.includes(entry) && isUnderstood(args);

const pathsIn = (words: readonly string[]): string[] => words.filter((word) => word.startsWith('deploy/'));

/** How each program that the documents use is checked. One that is not listed needs a check here first. */
const CHECKS: Record<string, (command: ShellCommand) => boolean> = {
  npm: ({ words: [, command = '', ...args] }) =>
    command === 'run'
      ? isScript(args[0] ?? '')
      : (['ci', 'pack', 'install'].includes(command) && args.every(isOurs)) || isScript(command),
  // In a folder that the package was installed in, as the smoke test does it.
  npx: ({ words: [, program, ...args] }) => program === 'orvion-mcp' && isUnderstood(args),
  node: ({ words }) => isNode(words),
  'orvion-mcp': ({ words: [, ...args] }) => isUnderstood(args),
  // What it starts is driven by client-snippets.spec.ts.
  claude: isAddition,
  codex: isAddition,
  cp: ({ words: [, from = ''] }) => existsSync(from),
  docker: ({ words: [, command, ...rest] }) =>
    (command === 'build' && areBuildArguments(rest)) || (command === 'run' && areSettings(rest)),
  // Both are run, as far as they can be without a cluster, by test/deploy/documented.spec.ts.
  kubectl: ({ words }) => pathsIn(words).every((path) => existsSync(path)),
  helm: ({ words }) => pathsIn(words).length === 2 && pathsIn(words).every((path) => existsSync(path)),
  // Sent to a running service by examples.spec.ts.
  curl: ({ line }) => line.includes('http://127.0.0.1:'),
};

/** Whether the command is one that exists and is used as it can be used. */
export const isUsable = (command: ShellCommand): boolean => CHECKS[command.words[0] ?? '']?.(command) ?? false;
