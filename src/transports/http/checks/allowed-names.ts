const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const MAX_PORT = 65_535;
/** Name or address, and port (RFC 3986 section 3.2), in the forms that clients use. */
const HOST = /^(\[[0-9a-f:.]+\]|[0-9a-z._-]+)(?::([1-9]\d{0,4}))?$/;

/** Result of checking a `Host` header. */
export type HostKind = 'ours' | 'foreign' | 'malformed';

/**
 * Builds a function that checks whether a `Host` header names this server. A web page can make its own name resolve to a
 * private address (DNS rebinding), but it cannot send a name other than its own (MCP "Transports", "Security Warning").
 * Names are compared as text, in one spelling only. Entries without a port allow any port.
 */
export function hostChecker(allowed: readonly string[]): (host: string | undefined) => HostKind {
  const names = new Set([...LOOPBACK, ...allowed.map((name) => name.toLowerCase())]);
  return (host) => {
    const given = host?.toLowerCase() ?? '';
    const [, name, port = '1'] = HOST.exec(given) ?? [];
    if (name === undefined || Number(port) > MAX_PORT) return 'malformed';
    return names.has(name) || names.has(given) ? 'ours' : 'foreign';
  };
}

/**
 * Builds a function that checks whether an `Origin` header may call this server. Programs send none and are allowed;
 * browsers always send one, or `null` to hide it, which is not. Node joins repeated headers by a comma, which no origin
 * contains.
 */
export function originChecker(allowed: readonly string[]): (origin: string | undefined) => boolean {
  const origins = new Set(allowed);
  return (origin) => origin === undefined || origins.has(origin) || isLoopback(origin);
}

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && /^https?:$/.test(url.protocol) && LOOPBACK.includes(url.hostname);
}
