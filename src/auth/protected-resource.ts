import type { JwtOptions } from './auth.options.js';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** The address of the metadata of a resource: the well-known path goes between host and path (RFC 9728 section 3.1). */
export function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
}

/** The paths that serve the metadata: for the root, for `/mcp`, and for the public path behind a proxy. */
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
