import { EXIT } from '../../src/cli/exit-codes.js';
import { isScript, isUnderstood, isUsable } from './command-checks.js';
import { DOCUMENTS } from './documents.js';
import { SHELL_COMMANDS } from './shell-commands.js';

const [readme] = DOCUMENTS;

test.each(SHELL_COMMANDS)('$where: $line', (command) => {
  expect(isUsable(command)).toBe(true);
});

test('the two commands of a newcomer are there', () => {
  const lines = SHELL_COMMANDS.map(({ line }) => line);
  expect(lines.join(' && ')).toMatch(/^npm ci && npm start\b.*npm ci && npm test\b/);
});

test.each(DOCUMENTS)('scripts and commands that $path mentions in passing exist', ({ text }) => {
  const scripts = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
  const lines = [...text.matchAll(/`orvion-mcp ([^`]+)`/g)].map(([, line = '']) => line);
  expect(scripts.filter((name) => !isScript(name))).toEqual([]);
  expect(lines.filter((line) => !isUnderstood(line.split(' ')))).toEqual([]);
});

test('the readme tells every exit code', () => {
  const [, codes = ''] = /^It exits with ([^]*?)\n\n/m.exec(readme?.text ?? '') ?? [];
  const reported = [...codes.matchAll(/`(\d+)`/g)].map(([, code]) => Number(code));
  expect(reported).toEqual(Object.values(EXIT));
});
