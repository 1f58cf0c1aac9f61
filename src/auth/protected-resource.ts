import type { JwtOptions } from './auth.options.js';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** Where the metadata of a resource is: the well-known path goes between host and path (RFC 9728 section 3.1). */
export function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
}

/** The paths at which the metadata is served: plain, for the endpoint's own path, and for the one that a proxy makes of it. */
export const metadataPaths = (resource: string): string[] => [
  ...new Set([WELL_KNOWN, `${WELL_KNOWN}/mcp`, new URL(metadataUrl(resource)).pathname]),
];

/** The metadata of this server as a protected resource (RFC 9728 section 2). */
export const protectedResource = ({ resource, issuer }: JwtOptions, scopes: readonly string[]): object => ({
  resource,
  authorization_servers: [issuer],
  scopes_supported: scopes,
  bearer_methods_supported: ['header'],
  resource_name: 'Orvion invoices',
});
