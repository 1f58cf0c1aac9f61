const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HOST = /^(\[[0-9a-f:.]+\]|[^:\s/@]+)(?::\d{1,5})?$/;

/**
 * Whether a `Host` header names this server. A page on the internet can make its own name resolve to a private address
 * (DNS rebinding), but it cannot send another name than its own (MCP transports page, "Security Warning").
 * Entries without a port allow any port.
 */
export function hostChecker(allowed: readonly string[]): (host: string | undefined) => boolean {
  const names = new Set([...LOOPBACK, ...allowed.map((name) => name.toLowerCase())]);
  return (host) => {
    const given = host?.toLowerCase() ?? '';
    const name = HOST.exec(given)?.[1];
    return name !== undefined && (names.has(name) || names.has(given));
  };
}

/**
 * Whether an `Origin` header may call this server. Programs send none; a browser always does, and `null` stands for
 * contexts that hide theirs.
 */
export function originChecker(allowed: readonly string[]): (origin: string | undefined) => boolean {
  const origins = new Set(allowed);
  return (origin) => origin === undefined || origins.has(origin) || isLoopback(origin);
}

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && LOOPBACK.includes(url.hostname);
}
