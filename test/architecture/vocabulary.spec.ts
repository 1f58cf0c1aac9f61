import { identifiers, wordsOf } from './identifiers.js';
import { sourceFiles, type SourceFile } from './source-files.js';

/** One of these words within a name, or their plural. */
const word = (words: string): RegExp => new RegExp(`(?:^|-)(?:${words})s?(?=-|$)`);

/** Words that the project no longer uses for names, matched in `kebab-case`, and what to write instead. */
const RETIRED: readonly (readonly [retired: RegExp, instead: string])[] = [
  [word('answer|answered|answering|unanswered'), 'response, respond'],
  [word('figure'), 'metric; summary data'],
  [word('told|telling'), 'report, return, include'],
  [/^plain(?=-|$)/, 'sanitized; fast path'],
  [word('permit|permitted'), 'check, result'],
  [word('questioner|unaskable|askable'), 'confirmation prompt; supports elicitation'],
  [word('person-of|of-person|can-be-asked'), 'elicitation'],
  [word('used-state'), 'replay guard'],
  [word('interruption|light-abort'), 'signal, cancellation'],
  [word('numbered-row'), 'paginate, position'],
  [word('refusal|refused|denial|denied'), 'rejection, error'],
  [word('fault'), 'error'],
  [word('take-step|took-step'), 'apply transition'],
  [word('catalogue'), 'list'],
  [word('stray'), 'unexpected'],
  [word('withheld'), 'not sent'],
  [word('fact'), 'details'],
];

/** Names that may stay, each with the reason. */
const EXCEPTIONS: readonly (readonly [path: RegExp, name: RegExp, reason: string])[] = [
  [/^(?:src|test)\//, /^plainToInstance$/, 'a function of class-transformer'],
  [
    /^src\/(?:cli\/doctor\/response|invoices\/error-translation\/unusable-response)\.ts$/,
    /^refused$/,
    'the reason of a connection that is refused, which callers read in `details.reason`',
  ],
  [
    /^(?:src\/invoices\/backend\/invoice-response|test\/invoices\/summary\.spec)\.ts$/,
    /^answer$/,
    'a field that callers read',
  ],
  [/^src\/views\//, /^figure$/, 'an element of HTML'],
  [/^src\/sandbox\//, /fault/i, 'the sandbox injects faults on demand, at an address of that name'],
  [/^test\//, /fault/i, 'tests inject faults, through the sandbox and a proxy of their own'],
];

/** The retired words in the names of a file and in its own. */
const retiredIn = ({ path, text }: SourceFile): string[] =>
  [path, ...identifiers(text, path.endsWith('x'))]
    .filter((name) => !EXCEPTIONS.some(([where, what]) => where.test(path) && what.test(name)))
    .flatMap((name) =>
      RETIRED.filter(([retired]) => retired.test(wordsOf(name))).map(
        ([, instead]) => `${path}: ${name} (rather: ${instead})`,
      ),
    );

test('the check sees retired words in every spelling, and no others', () => {
  const text = `
    class UpstreamAnswer { #toldBy = 1; @Fault() refusedCalls?: string; plainText(): void {} }
    const NO_ANSWER = { facts: 1 }, isPlainObject = 'figures', faultless = default_fault;
    type Catalogue = UsedStates['answer']; // told`;
  const found = retiredIn({ path: 'src/stray-answer.ts', text, lines: 0 });
  expect(new Set(found.map((line) => / (\S+) \(/.exec(line)?.[1]))).toEqual(
    new Set([
      'Catalogue',
      'Fault',
      'NO_ANSWER',
      'UpstreamAnswer',
      'UsedStates',
      'default_fault',
      'facts',
      'plainText',
      'refusedCalls',
      'src/stray-answer.ts',
      'toldBy',
    ]),
  );
});

test('no name in src has a retired word', () => {
  expect(sourceFiles('src', /\.tsx?$/).flatMap(retiredIn)).toEqual([]);
});

test('no name in test has a retired word', () => {
  const files = sourceFiles('test', /\.(?:tsx?|mjs)$/).filter(({ path }) => !path.startsWith('test/architecture/'));
  expect(files.flatMap(retiredIn)).toEqual([]);
});

test('every exception is needed', () => {
  const names = ['src', 'test'].flatMap((root) =>
    sourceFiles(root, /\.tsx?$/).flatMap(({ path, text }) =>
      [...identifiers(text, path.endsWith('x'))].map((name) => ({ path, name })),
    ),
  );
  const idle = EXCEPTIONS.filter(
    ([where, what]) => !names.some(({ path, name }) => where.test(path) && what.test(name)),
  );
  expect(idle.map(([, , reason]) => reason)).toEqual([]);
});
