import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';

const NOTICE =
  'ORVION_MCP_STATE_KEY is not set: what a person confirms is taken by the replica that asked, and by none after a restart. ' +
  'Set it to the same secret for all replicas, or set ORVION_MCP_CONFIRM=off';

/** Warns when a server that others can reach has no shared state key, as confirmations would fail across replicas. */
export function confirmNotice({ confirm, http }: Config): string | undefined {
  const isExposed = !isLoopback(http.host) || http.allowedHosts.length > 0;
  return isExposed && confirm.policy !== 'off' && confirm.stateKeys.length === 0 ? NOTICE : undefined;
}
