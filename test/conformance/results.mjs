/** Scenarios of which the suite's summary says that something was checked and nothing failed. */
export const passedIn = (output) =>
  [...output.matchAll(/^✓ (\S+): [1-9]\d* passed, 0 failed$/gm)].map(([, name]) => name);

/** Entries of the expected-failures file that came true. */
export const exceptionsIn = (output) => [...output.matchAll(/^ {2}~ \S+$/gm)].length;

/** Names of the server scenarios that a revision scores. */
export function scoredIn(list) {
  const [, servers = ''] = /^Server scenarios.*:\n((?: {2}- \S+\n)+)/m.exec(list) ?? [];
  const names = [...servers.matchAll(/- (\S+)/g)].map(([, name]) => name);
  if (names.length === 0) throw new Error(`The suite listed no server scenarios:\n${list}`);
  return names;
}

/** One line per run: what was tested, how many scenarios passed, how many exceptions it took, and the verdict. */
export function table(runs) {
  const rows = [
    ['', 'passed', 'exceptions', ''],
    ...runs.map(({ subject, passed, total, exceptions, ok }) => [
      subject,
      `${passed} of ${total}`,
      `${exceptions}`,
      ok ? 'ok' : 'FAILED',
    ]),
  ];
  const width = (column) => Math.max(...rows.map((row) => row[column].length));
  const widths = rows[0].map((_cell, column) => width(column));
  const line = ([subject, ...cells]) =>
    [subject.padEnd(widths[0]), ...cells.map((cell, index) => cell.padStart(widths[index + 1]))].join('   ').trimEnd();
  return rows.map(line).join('\n');
}
