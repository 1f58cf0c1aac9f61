// The command line.
import { parseArgs } from 'node:util';
import { PARTS } from './plans.mjs';

export const USAGE = `npm run bench -- [options]

  --quick          the main figures in less than 90 seconds, instead of all in less than 10 minutes
  --only=a,b       only these parts: ${PARTS.join(', ')}
  --rounds=N       so many rounds instead of the plan's
  --auth=token     callers of the service show a token (default: none)
  --write          write the tables to docs/performance.md; a full run does so anyway
  --no-write       only print them
`;

/** Parses the options. Throws when one is invalid. */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    allowNegative: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      auth: { type: 'string', default: 'none' },
      write: { type: 'boolean' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',');
  const unknown = only?.filter((part) => !PARTS.includes(part)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}`);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) throw new Error('--rounds is a whole number');
  return { ...values, only, rounds, write: values.write ?? (!values.quick && !only) };
}
