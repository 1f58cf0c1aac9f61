import type { InvalidSetting } from './config-error.js';
import { nearestName } from './nearest-name.js';
import type { Variables } from './variables.js';

/** The prefixes of our settings. Other names belong to other programs, such as `MCP_*` to clients and runners. */
const PREFIX = /^(?:AGENTPAY|ORVION_MCP)_/;

/** Variables that Kubernetes sets in every pod for each service of the namespace (Kubernetes docs, "Service", "Discovering services"). */
const KUBERNETES = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;

/** Reports variables with our prefixes that are no settings: a misspelt name would silently leave the default in place. */
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

/** Compares names without their prefix, which would make different names look alike. */
function nearestSetting(name: string, known: readonly string[]): string | undefined {
  const [prefix = ''] = PREFIX.exec(name) ?? [];
  const alike = known
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => candidate.slice(prefix.length));
  const nearest = nearestName(name.slice(prefix.length), alike);
  return nearest === undefined ? undefined : prefix + nearest;
}

/** Finds the setting whose name holds every part of a shortened one, such as ORVION_MCP_PORT. */
const fullName = (name: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => name.split('_').every((part) => candidate.split('_').includes(part)));

/**
 * Whether a port variable holds the address of a service, as Kubernetes sets it. The name alone is not enough:
 * ORVION_MCP_PORT=3000 was set by a person, and must not be ignored.
 */
export const isServiceLink = (name: string, value: string | undefined): boolean =>
  name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value ?? '');
