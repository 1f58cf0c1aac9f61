import type { Style } from '../terminal.js';
import type { Finding, FindingState } from './finding.js';

const STYLES: Record<FindingState, Style> = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' };
const STATE_WIDTH = 9;
const CHECK_WIDTH = 10;

/** Formats findings for a person: one line each, its remedy below, and a verdict in the last line. */
export function formatReport(findings: readonly Finding[], styled: (style: Style, text: string) => string): string {
  const lines = findings.flatMap(({ check, state, message, remedy }) => [
    `${styled(STYLES[state], state.padEnd(STATE_WIDTH))}${check.padEnd(CHECK_WIDTH)}${message}`,
    ...(remedy === undefined ? [] : [' '.repeat(STATE_WIDTH + CHECK_WIDTH) + remedy]),
  ]);
  return [...lines, '', verdict(findings)].join('\n');
}

function verdict(findings: readonly Finding[]): string {
  const count = (wanted: FindingState): number => findings.filter(({ state }) => state === wanted).length;
  const failed = count('failed');
  if (failed > 0) return `${failed} failed.`;
  return count('warning') > 0 ? 'It works; mind the warnings.' : 'All is well.';
}
