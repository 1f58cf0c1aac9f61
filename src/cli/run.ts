import { TokenFileError } from '../auth/static-tokens/token-file.js';
import { ConfigError, formatConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { readEnvironment } from '../config/read-environment.js';
import { SandboxStartError } from '../sandbox/sandbox-start-error.js';
import { VERSION } from '../version.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { UnavailableError } from './listen-error.js';
import { parseArgs, USAGE, type Command } from './parse-args.js';
import { requiredSettings } from './required-settings.js';
import type { Terminal } from './terminal.js';

/** Runs a command line and resolves with the exit code. Every expected failure becomes one clear text. */
export async function run(argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const invocation = parseArgs(argv);
  switch (invocation.kind) {
    case 'help':
      terminal.out(USAGE);
      return EXIT.ok;
    case 'version':
      terminal.out(VERSION);
      return EXIT.ok;
    case 'usage-error':
      terminal.say(`orvion-mcp: ${invocation.message}\n\n${USAGE}`);
      return EXIT.usage;
    default:
      return runCommand(invocation.command, invocation.sandbox, terminal, signal).catch((thrown: unknown) =>
        reportError(thrown, terminal),
      );
  }
}

type Run = (config: Config, terminal: Terminal, signal: AbortSignal) => Promise<ExitCode> | ExitCode;

/** Loaded on demand: a usage error or an invalid setting would otherwise wait a second for all modules. */
const COMMAND: Record<Exclude<Command, 'doctor'>, () => Promise<Run>> = {
  stdio: async () => (await import('./commands/stdio.command.js')).stdio,
  http: async () => (await import('./commands/http.command.js')).http,
  sandbox: async () => (await import('./commands/sandbox.command.js')).sandbox,
  'check-config': async () => (await import('./commands/check-config.command.js')).checkConfig,
  tools: async () => (await import('./commands/tools.command.js')).tools,
};

async function runCommand(
  command: Command,
  withSandbox: boolean,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const load = (): Config => loadConfig(readEnvironment(), requiredSettings(command, withSandbox));
  if (command === 'doctor') return (await import('./commands/doctor.command.js')).doctor(load, terminal, signal);
  const config = load();
  const execute = await COMMAND[command]();
  return execute(config, terminal, signal);
}

function reportError(thrown: unknown, terminal: Terminal): ExitCode {
  if (thrown instanceof ConfigError) {
    terminal.say(formatConfigError(thrown));
    return EXIT.configuration;
  }
  if (thrown instanceof SandboxStartError || thrown instanceof UnavailableError) {
    terminal.say(thrown.message);
    return EXIT.unavailable;
  }
  if (thrown instanceof TokenFileError) {
    terminal.say(
      formatConfigError(new ConfigError([{ variable: 'ORVION_MCP_AUTH_TOKENS_FILE', message: thrown.message }])),
    );
    return EXIT.configuration;
  }
  throw thrown;
}
