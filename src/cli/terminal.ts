import { styleText } from 'node:util';

/** Where a command talks to people. Colours come only when a person can see them, and never under NO_COLOR. */
export interface Terminal {
  /** Result of a command, on stdout. */
  readonly out: (text: string) => void;
  /** Everything said about the work, on stderr. */
  readonly say: (text: string) => void;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Whether a person, not a program, reads the result. */
  readonly interactive: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const coloured = stderr.isTTY && stderr.hasColors();
  const style = (format: 'bold' | 'dim') => (text: string) => (coloured ? styleText(format, text) : text);
  return {
    out: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${text}\n`),
    bold: style('bold'),
    dim: style('dim'),
    interactive: stdout.isTTY,
  };
}
