const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * Where the keys of an authorization server are, by its metadata (RFC 8414 section 3, OpenID Connect Discovery section 4).
 * Rejects when the server cannot be asked, or speaks for another issuer.
 */
export async function discoverKeys(issuer: string): Promise<URL> {
  const faults: unknown[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      return keysOf(await fetchMetadata(url), issuer);
    } catch (thrown) {
      faults.push(thrown);
    }
  }
  throw new AggregateError(faults, 'The authorization server has no usable metadata');
}

/** The well-known path goes before that of the issuer by RFC 8414, and after it by OpenID Connect. */
function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
}

async function fetchMetadata(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.status !== 200) throw new Error(`Status ${answer.status}`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MAX_BYTES) throw new Error('The metadata is too large');
  }
  return JSON.parse(text) as Record<string, unknown>;
}

function keysOf(metadata: Record<string, unknown>, issuer: string): URL {
  // Letter by letter (RFC 8414 section 3.3): else one tenant of a server could speak for another.
  if (metadata.issuer !== issuer) throw new Error('The metadata is that of another issuer');
  const keys = new URL(String(metadata.jwks_uri));
  if (keys.protocol !== 'https:' && keys.protocol !== new URL(issuer).protocol) throw new Error('Insecure keys');
  return keys;
}
