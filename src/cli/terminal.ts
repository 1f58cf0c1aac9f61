import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';

/** How long unread output on stderr may delay the exit of the process. */
const STDERR_FLUSH_MS = 100;

/** A style of text in a result. */
export type Style = 'green' | 'yellow' | 'red' | 'dim';

/** Where a command prints. Colours are used only where a person can see them, and never with NO_COLOR. */
export interface Terminal {
  /** Prints the result of a command, on stdout. */
  readonly out: (text: string) => void;
  /** Prints messages about the work, on stderr. */
  readonly say: (text: string) => void;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Styles text for stdout, which may be a file while stderr is a terminal. */
  readonly styled: (style: Style, text: string) => string;
  /** Whether a person reads stdout, not a program. */
  readonly interactive: boolean;
  /** Resolves when stdout is flushed, and stderr too unless nobody reads it. A process that exits earlier loses output. */
  readonly flushed: () => Promise<void>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A reader may close its end early, as `head` does; without a listener that would be a crash.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  let flushed = Promise.resolve();
  const coloured = stderr.isTTY && stderr.hasColors();
  const style = (format: 'bold' | 'dim') => (text: string) => (coloured ? styleText(format, text) : text);
  return {
    out: (text) => {
      flushed = new Promise((resolve) => stdout.write(`${text}\n`, () => resolve()));
    },
    say: (text) => void stderr.write(`${text}\n`),
    bold: style('bold'),
    dim: style('dim'),
    styled: (wanted, text) => (stdout.isTTY && stdout.hasColors() ? styleText(wanted, text) : text),
    interactive: stdout.isTTY,
    flushed: async () => {
      await flushed;
      await Promise.race([new Promise<void>((resolve) => stderr.write('', () => resolve())), delay(STDERR_FLUSH_MS)]);
    },
  };
}
