import type { Style } from '../terminal.js';
import type { Finding, State } from './finding.js';

const STYLES: Record<State, Style> = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' };
const STATE_WIDTH = 9;
const CHECK_WIDTH = 10;

/** The findings as a person reads them, one line each and what to do below it; the last line says how it stands. */
export function report(findings: readonly Finding[], styled: (style: Style, text: string) => string): string {
  const lines = findings.flatMap(({ check, state, says, remedy }) => [
    `${styled(STYLES[state], state.padEnd(STATE_WIDTH))}${check.padEnd(CHECK_WIDTH)}${says}`,
    ...(remedy === undefined ? [] : [' '.repeat(STATE_WIDTH + CHECK_WIDTH) + remedy]),
  ]);
  return [...lines, '', verdict(findings)].join('\n');
}

function verdict(findings: readonly Finding[]): string {
  const count = (wanted: State): number => findings.filter(({ state }) => state === wanted).length;
  const failed = count('failed');
  if (failed > 0) return `${failed} failed.`;
  return count('warning') > 0 ? 'It works; mind the warnings.' : 'All is well.';
}
