import { VERSION } from '../../version.js';
import type { Finding } from './finding.js';

/** The first supported release of each major version, as in `engines` of package.json. */
const FIRST: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const ALL_RELEASES_FROM = 24;
const END_OF_LIFE = 20;

const REMEDY = 'Install Node 24 or 22.';

/** Checks that this program supports a version of Node, such as `24.1.0`. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const message = `orvion-mcp ${VERSION} on Node ${version}`;
  const isSupported = major >= ALL_RELEASES_FROM || minor >= (FIRST[major] ?? Infinity);
  if (!isSupported)
    return { check: 'version', state: 'failed', message: `${message}, which does not run it`, remedy: REMEDY };
  if (major === END_OF_LIFE)
    return { check: 'version', state: 'warning', message: `${message}, which is past its end of life`, remedy: REMEDY };
  return { check: 'version', state: 'ok', message };
}
