import { parseArgs as parseNodeArgs } from 'node:util';
import { nearestName } from '../config/nearest-name.js';

/** Commands of the program. */
export const COMMANDS = ['stdio', 'http', 'sandbox', 'check-config', 'doctor', 'tools'] as const;
/** One of `COMMANDS`. */
export type Command = (typeof COMMANDS)[number];

/** A parsed command line. */
export type Invocation =
  | { readonly kind: 'run'; readonly command: Command; readonly sandbox: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage-error'; readonly message: string };

/** The text of `--help`. */
export const USAGE = `Usage: orvion-mcp [command] [--sandbox]

Orvion invoices for AI agents, over the Model Context Protocol.

Commands
  stdio         serve one client on standard input and output (default)
  http          serve many clients at http://127.0.0.1:3000/mcp
  sandbox       run the invoices API with demo data by itself
  check-config  say whether the settings are usable, and stop
  doctor        check settings, backend, key and clock, and say what to do
  tools         list tools, resources and prompts, and stop

Options
  --sandbox     use a sandbox with demo data as the backend
  -h, --help    this text
  -v, --version the version

Settings are environment variables: see .env.example. Try it: orvion-mcp http --sandbox`;

const FLAGS = ['sandbox', 'help', 'version'];
const WITH_SANDBOX: readonly Command[] = ['stdio', 'http', 'check-config', 'doctor'];

/** Parses a command line. Anything unknown is a usage error, with a suggestion where a valid name is close. */
export function parseArgs(argv: readonly string[]): Invocation {
  const { values, positionals, tokens } = parseNodeArgs({
    args: [...argv],
    options: {
      sandbox: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!FLAGS.includes(token.name)) return usageError(`there is no option ${token.rawName}`, token.name, FLAGS, '--');
    if (token.value !== undefined) return { kind: 'usage-error', message: `${token.rawName} takes no value` };
  }
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command = 'stdio', extra] = positionals;
  if (!isCommand(command)) return usageError(`there is no command ${command}`, command, COMMANDS, '');
  if (extra !== undefined) return { kind: 'usage-error', message: `one command at a time: ${extra} is too much` };
  const sandbox = values.sandbox === true;
  if (sandbox && !WITH_SANDBOX.includes(command)) {
    return {
      kind: 'usage-error',
      message: `--sandbox goes with ${WITH_SANDBOX.join(', ')}; ${command} does without a backend`,
    };
  }
  return { kind: 'run', command, sandbox };
}

function usageError(message: string, name: string, valid: readonly string[], prefix: string): Invocation {
  const nearest = nearestName(name, valid);
  return { kind: 'usage-error', message: nearest ? `${message}; did you mean ${prefix}${nearest}?` : message };
}

const isCommand = (name: string): name is Command => (COMMANDS as readonly string[]).includes(name);
