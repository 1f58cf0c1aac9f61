import { fetchJson, IssuerUnavailable } from './fetch-json.js';

/**
 * Reads the address of the key set from the metadata of an authorization server: RFC 8414 section 3.1 first, then OpenID
 * Connect Discovery, in the order of the MCP authorization specification. Throws `IssuerUnavailable`.
 */
export async function discoverJwksUrl(issuer: string, signal: AbortSignal): Promise<string> {
  const problems: string[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      return jwksUrlIn(await fetchJson(url, signal), issuer);
    } catch (thrown) {
      if (!(thrown instanceof IssuerUnavailable)) throw thrown;
      problems.push(thrown.message);
    }
  }
  throw new IssuerUnavailable(`no metadata: ${[...new Set(problems)].join('; ')}`);
}

function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const inserted = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
  return path === '' ? inserted : [...inserted, `${origin}${path}/.well-known/openid-configuration`];
}

function jwksUrlIn(metadata: unknown, issuer: string): string {
  const { issuer: named, jwks_uri: uri } = (metadata ?? {}) as Record<string, unknown>;
  // RFC 8414 section 3.3: metadata of another issuer must not be used.
  if (named !== issuer) throw new IssuerUnavailable('its metadata names another issuer');
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw new IssuerUnavailable('its metadata names no keys');
  const { protocol, origin } = new URL(uri);
  // Keys that can be changed in transit would allow anyone to forge tokens.
  if (protocol !== 'https:' && origin !== new URL(issuer).origin) {
    throw new IssuerUnavailable('its metadata names keys at an address that is not secure');
  }
  return uri;
}
