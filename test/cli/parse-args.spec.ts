import { parseArgs } from '../../src/cli/parse-args.js';

test.each([
  [[], 'stdio', false],
  [['stdio'], 'stdio', false],
  [['--sandbox'], 'stdio', true],
  [['http', '--sandbox'], 'http', true],
  [['--sandbox', 'http'], 'http', true],
  [['check-config', '--sandbox'], 'check-config', true],
  [['doctor'], 'doctor', false],
  [['doctor', '--sandbox'], 'doctor', true],
  [['sandbox'], 'sandbox', false],
  [['tools'], 'tools', false],
])('%j runs %s', (argv, command, sandbox) => {
  expect(parseArgs(argv)).toEqual({ kind: 'run', command, sandbox });
});

test.each([
  [['serve'], 'there is no command serve'],
  [['tool'], 'there is no command tool; did you mean tools?'],
  [[''], 'there is no command '],
  [['http', 'stdio'], 'one command at a time: stdio is too much'],
  [['--sandbx'], 'there is no option --sandbx; did you mean --sandbox?'],
  [['http', '--port=80'], 'there is no option --port'],
  [['http', '--port', '80'], 'there is no option --port'],
  [['http', '--sandbox=yes'], '--sandbox takes no value'],
  [['http', '--no-sandbox'], 'there is no option --no-sandbox'],
  [['tools', '--sandbox'], '--sandbox goes with stdio, http, check-config, doctor; tools does without a backend'],
  [['sandbox', '--sandbox'], '--sandbox goes with stdio, http, check-config, doctor; sandbox does without a backend'],
  [['-x'], 'there is no option -x'],
  [['constructor'], 'there is no command constructor'],
  [['--help', '--nope'], 'there is no option --nope'],
])('%j is wrong usage: %s', (argv, message) => {
  expect(parseArgs(argv)).toEqual({ kind: 'usage-error', message: expect.stringContaining(message) as string });
});
