import { VERSION } from '../../version.js';
import type { Finding } from './finding.js';

/** The first release of each line that runs the program, as `engines` of the package has it. */
const FIRST: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const FIRST_OPEN_LINE = 24;
const PAST_ITS_END = 20;

const REMEDY = 'Install Node 24 or 22.';

/** Whether this program is meant to run on a version of Node, such as `24.1.0`. */
export function checkNode(version: string): Finding {
  const [line = 0, release = 0] = version.split('.').map(Number);
  const says = `orvion-mcp ${VERSION} on Node ${version}`;
  const isSupported = line >= FIRST_OPEN_LINE || release >= (FIRST[line] ?? Infinity);
  if (!isSupported)
    return { check: 'version', state: 'failed', says: `${says}, which does not run it`, remedy: REMEDY };
  if (line === PAST_ITS_END)
    return { check: 'version', state: 'warning', says: `${says}, which is past its end of life`, remedy: REMEDY };
  return { check: 'version', state: 'ok', says };
}
