import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built entry point: what a user runs. */
export const ENTRY = resolve('dist/main.js');

/** The built program as a process of its own, in an empty folder and an environment with nothing of ours in it. */
export interface Program {
  readonly process: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the match once stderr has it; rejects when the program ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export type Variables = Readonly<Record<string, string>>;

/** What tests do without unless they are about it: a limit for each caller, as one test sends what many callers would. */
export const NO_RATE_LIMIT = { ORVION_MCP_RATE_LIMIT_PER_SEC: '1000000', ORVION_MCP_RATE_LIMIT_BURST: '1000000' };

/** Nor is a call turned away because other tests keep the machine busy. */
export const NO_SHEDDING = { ORVION_MCP_MAX_EVENT_LOOP_DELAY_MS: '60000' };

/** An environment without variables of the developer's shell, and without the wait for a load balancer that is not there. */
export function cleanEnvironment(variables: Variables = {}): Record<string, string> {
  const { PATH = '' } = process.env;
  const HOME = mkdtempSync(join(tmpdir(), 'orvion-home-'));
  const defaults = {
    ORVION_MCP_SANDBOX_DATABASE: ':memory:',
    ORVION_MCP_DRAIN_DELAY_MS: '0',
    ...NO_RATE_LIMIT,
    ...NO_SHEDDING,
  };
  return { PATH, HOME, ...defaults, ...variables };
}

export function startProgram(args: readonly string[], variables: Variables = {}): Program {
  const env = cleanEnvironment(variables);
  const child = spawn(process.execPath, [ENTRY, ...args], { env, cwd: env.HOME, stdio: 'pipe' });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  // A program that refuses to start does not read what tests write.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    process: child,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    said: async (pattern) =>
      new Promise((found, failed) => {
        const look = (): void => {
          const match = pattern.exec(texts.stderr);
          if (match) found(match);
        };
        child.stderr.on('data', look);
        look();
        void ended.then((code) => failed(new Error(`ended with ${code} before saying ${pattern}:\n${texts.stderr}`)));
      }),
    ended,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The HTTP service, listening on a free port. */
export async function startHttpProgram(
  args: readonly string[],
  variables: Variables = {},
): Promise<Program & { endpoint: string; origin: string }> {
  const program = startProgram(['http', ...args], { ORVION_MCP_LISTEN_PORT: '0', ...variables });
  const [endpoint] = await program.said(/http:\/\/\S+\/mcp/);
  return { ...program, endpoint, origin: new URL(endpoint).origin };
}
