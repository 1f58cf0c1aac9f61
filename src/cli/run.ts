import { ConfigError, formatConfigError } from '../config/config-error.js';
import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { readEnvironment } from '../config/read-environment.js';
import { SandboxStartError } from '../sandbox/index.js';
import { VERSION } from '../version.js';
import { checkConfig } from './commands/check-config.command.js';
import { http } from './commands/http.command.js';
import { sandbox } from './commands/sandbox.command.js';
import { stdio } from './commands/stdio.command.js';
import { tools } from './commands/tools.command.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { UnavailableError } from './listen-error.js';
import { needsOf } from './needs.js';
import { parseArgs, USAGE, type Command } from './parse-args.js';
import type { Terminal } from './terminal.js';

/** Does what a command line asks for and resolves with the exit code. Every foreseen failure is one clear text. */
export async function run(argv: readonly string[], terminal: Terminal, stop: AbortSignal): Promise<ExitCode> {
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
      return runCommand(invocation.command, invocation.sandbox, terminal, stop).catch((thrown: unknown) =>
        report(thrown, terminal),
      );
  }
}

const RUN: Record<Command, (config: Config, terminal: Terminal, stop: AbortSignal) => Promise<ExitCode> | ExitCode> = {
  stdio,
  http,
  sandbox,
  'check-config': checkConfig,
  tools,
};

async function runCommand(
  command: Command,
  withSandbox: boolean,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<ExitCode> {
  return RUN[command](loadConfig(readEnvironment(), needsOf(command, withSandbox)), terminal, stop);
}

function report(thrown: unknown, terminal: Terminal): ExitCode {
  if (thrown instanceof ConfigError) {
    terminal.say(formatConfigError(thrown));
    return EXIT.configuration;
  }
  if (thrown instanceof SandboxStartError || thrown instanceof UnavailableError) {
    terminal.say(thrown.message);
    return EXIT.unavailable;
  }
  throw thrown;
}
