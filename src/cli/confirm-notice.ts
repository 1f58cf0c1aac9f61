import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';

const NOTICE =
  'ORVION_MCP_STATE_KEY is not set: what a person confirms is taken by the replica that asked, and by none after a restart. ' +
  'Set it to the same secret for all replicas, or set ORVION_MCP_CONFIRM=off';

/** What to say of a server that others reach and that people could not confirm at, when there is more than one of it. */
export function confirmNotice({ confirm, http }: Config): string | undefined {
  const isForOthers = !isLoopback(http.host) || http.allowedHosts.length > 0;
  return isForOthers && confirm.policy !== 'off' && confirm.stateKeys.length === 0 ? NOTICE : undefined;
}
