import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';

/** How long a log that nobody reads may keep a process whose work is done. */
const UNREAD_MS = 100;

/** How a word in a result can stand out. */
export type Style = 'green' | 'yellow' | 'red' | 'dim';

/** Where a command talks to people. Colours come only when a person can see them, and never under NO_COLOR. */
export interface Terminal {
  /** Result of a command, on stdout. */
  readonly out: (text: string) => void;
  /** Everything said about the work, on stderr. */
  readonly say: (text: string) => void;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** The same for a result, which may go to a file while a person reads what is said. */
  readonly styled: (style: Style, text: string) => string;
  /** Whether a person, not a program, reads the result. */
  readonly interactive: boolean;
  /** Resolves when results have been taken, and what was said too unless nobody reads it: a process that ends loses the rest. */
  readonly flushed: () => Promise<void>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // Whoever has stopped reading, as `head` does, misses nothing; without a listener that would be a crash.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  let taken = Promise.resolve();
  const coloured = stderr.isTTY && stderr.hasColors();
  const style = (format: 'bold' | 'dim') => (text: string) => (coloured ? styleText(format, text) : text);
  return {
    out: (text) => {
      taken = new Promise((resolve) => stdout.write(`${text}\n`, () => resolve()));
    },
    say: (text) => void stderr.write(`${text}\n`),
    bold: style('bold'),
    dim: style('dim'),
    styled: (wanted, text) => (stdout.isTTY && stdout.hasColors() ? styleText(wanted, text) : text),
    interactive: stdout.isTTY,
    flushed: async () => {
      await taken;
      await Promise.race([new Promise<void>((resolve) => stderr.write('', () => resolve())), delay(UNREAD_MS)]);
    },
  };
}
