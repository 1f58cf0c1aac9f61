import type { ConfigFault } from './config-error.js';
import { nearestName } from './nearest-name.js';
import type { Variables } from './variables.js';

const OURS = /^(?:AGENTPAY|MCP)_/;

/** What Kubernetes puts into every pod for each service of the namespace (Kubernetes docs, "Service", "Discovering services"). */
const KUBERNETES = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)$/;

/** A misspelt variable would silently leave its default in place, so each name that looks like ours must be ours. */
export function unknownVariables(env: Variables, known: readonly string[]): ConfigFault[] {
  return Object.keys(env)
    .filter((name) => OURS.test(name) && !known.includes(name) && !KUBERNETES.test(name))
    .map((variable) => {
      const nearest = nearestName(variable, known);
      return {
        variable,
        message: `is not a setting of this program. ${nearest ? `Did you mean ${nearest}?` : 'Remove it'}`,
      };
    });
}

/** Whether Kubernetes has put the address of a service into a port variable of ours, as it does for one named alike. */
export const isServiceLink = (name: string, value: string | undefined): boolean =>
  name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value ?? '');
