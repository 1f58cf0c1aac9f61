const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const MAX_PORT = 65_535;
/** Name or address and port (RFC 3986 section 3.2), in the forms that clients of this server use. */
const HOST = /^(\[[0-9a-f:.]+\]|[0-9a-z._-]+)(?::([1-9]\d{0,4}))?$/;

/** What a `Host` header turned out to be. */
export type HostKind = 'ours' | 'foreign' | 'malformed';

/**
 * Tells whether a `Host` header names this server. A page on the internet can make its own name resolve to a private
 * address (DNS rebinding), but it cannot send another name than its own (MCP transports page, "Security Warning"). Names
 * are compared as text: another way to write an allowed address or name is another name. Entries without a port allow
 * any port.
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
 * Whether an `Origin` header may call this server. Programs send none; a browser always does, and `null` stands for
 * contexts that hide theirs. Repeated ones arrive joined by a comma, which no origin has.
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
