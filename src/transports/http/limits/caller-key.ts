import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';

const MAX_NAME = 128;

/**
 * Returns the key under which a request is counted: the name of an authenticated caller, otherwise the network of the
 * client. Prefixes keep names and addresses apart, and no key is long.
 */
export function callerKey({ caller: { name }, ip, socket }: FastifyRequest): string {
  if (name !== undefined) return `name:${name.length > MAX_NAME ? digest(name) : name}`;
  // Behind a proxy the address comes from a header, and may be any text.
  return `from:${networkOf(isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip)}`;
}

/** Returns a short hash of a text. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * Returns the network that one client controls: a single IPv4 address, or the /64 of an IPv6 address, within which a
 * client may choose any address (RFC 6177).
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  // A dotted quad at the end stands for two groups, both beyond the 64 bits.
  const omitted = 8 - groups.length - after.length - (address.includes('.') ? 1 : 0);
  const all = [...groups, ...Array.from({ length: tail === undefined ? 0 : omitted }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
