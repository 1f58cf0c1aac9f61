import { shellWords } from '../harness/shell-words.js';
import { blocksIn } from './documents.js';

/** One command of a shell example. */
export interface ShellCommand {
  readonly where: string;
  /** The command as it stands there, on one line. */
  readonly line: string;
  /** Its words, quotes removed, variables in front of it left out. */
  readonly words: readonly string[];
}

const ASSIGNMENT = /^[A-Z_]+=/;

/** Every command of every shell example in the documents. */
export const SHELL_COMMANDS: readonly ShellCommand[] = blocksIn('sh', 'bash').flatMap(({ where, text }) =>
  text
    .replaceAll(/\\\n\s*/g, ' ')
    .split(/\n| && /)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ where, line, words: wordsOf(line) })),
);

function wordsOf(line: string): string[] {
  const words = shellWords(line);
  return words.slice(words.findIndex((word) => !ASSIGNMENT.test(word)));
}
