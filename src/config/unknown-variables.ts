import type { InvalidSetting } from './config-error.js';
import { nearestName } from './nearest-name.js';
import type { Variables } from './variables.js';

/** The prefixes of our settings. Names with any other belong to somebody else, such as `MCP_*` to clients and runners. */
const PREFIX = /^(?:AGENTPAY|ORVION_MCP)_/;

/** What Kubernetes puts into every pod for each service of the namespace (Kubernetes docs, "Service", "Discovering services"). */
const KUBERNETES = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;

/** A misspelt variable would silently leave its default in place, so each name that looks like ours must be ours. */
export function unknownVariables(env: Variables, known: readonly string[]): InvalidSetting[] {
  return Object.entries(env)
    .filter(([name]) => PREFIX.test(name) && !known.includes(name))
    .filter(([name, value]) => !KUBERNETES.test(name) && !isServiceLink(name, value))
    .map(([variable]) => {
      const nearest = nearestSetting(variable, known) ?? fullName(variable, known);
      return {
        variable,
        message: `is not a setting of this program. ${nearest ? `Did you mean ${nearest}?` : 'Remove it'}`,
      };
    });
}

/** The setting that a mistyped name means. The prefix, which both have, must not make unlike names look alike. */
function nearestSetting(name: string, known: readonly string[]): string | undefined {
  const [prefix = ''] = PREFIX.exec(name) ?? [];
  const alike = known
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => candidate.slice(prefix.length));
  const nearest = nearestName(name.slice(prefix.length), alike);
  return nearest === undefined ? undefined : prefix + nearest;
}

/** The setting of which someone has left a part of the name out, such as ORVION_MCP_PORT. */
const fullName = (name: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => name.split('_').every((part) => candidate.split('_').includes(part)));

/**
 * Whether a port variable holds the address of a service, as Kubernetes sets it. The name alone does not tell: ORVION_MCP_PORT=3000
 * is someone's wish that must not be passed over.
 */
export const isServiceLink = (name: string, value: string | undefined): boolean =>
  name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value ?? '');
