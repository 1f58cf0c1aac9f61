import { Inject, Injectable } from '@nestjs/common';
import { isGranted, type Caller } from '../mcp/index.js';
import { AUTH_OPTIONS, type AuthOptions } from './auth.options.js';
import { metadataUrl } from './protected-resource.js';

type Parameters = Readonly<Record<string, string | undefined>>;

/** Builds values of `WWW-Authenticate` (RFC 6750 section 3, RFC 9728 section 5.1, MCP "Authorization"). */
@Injectable()
export class Challenges {
  private readonly metadata: string | undefined;
  private readonly scopes: readonly string[];
  private readonly allScopes: string;

  constructor(@Inject(AUTH_OPTIONS) { auth, scopes }: AuthOptions) {
    this.metadata = auth.mode === 'jwt' ? metadataUrl(auth.resource) : undefined;
    this.scopes = scopes;
    this.allScopes = scopes.join(' ');
  }

  /** Challenge for a request without a token. */
  missingToken(): string {
    return this.bearer({ scope: this.metadata && this.allScopes });
  }

  /** Challenge for a rejected token. `description` must hold neither quotes nor a part of the token. */
  rejectedToken(error: 'invalid_token' | 'invalid_request', description: string): string {
    return this.bearer({ error, error_description: description, scope: this.metadata && this.allScopes });
  }

  /**
   * Challenge for a valid token that lacks a scope. It names the granted scopes as well, as some clients replace a token
   * by one for exactly the scopes of the challenge.
   */
  insufficientScope(caller: Caller, missing: string): string {
    const scope = this.scopes.filter((name) => name === missing || isGranted(caller, name)).join(' ');
    return this.bearer({ error: 'insufficient_scope', scope });
  }

  private bearer(parameters: Parameters): string {
    const all: Parameters = { ...parameters, resource_metadata: this.metadata };
    const written = Object.entries(all).flatMap(([name, value]) => (value ? [`${name}="${value}"`] : []));
    return written.length > 0 ? `Bearer ${written.join(', ')}` : 'Bearer realm="orvion-mcp"';
  }
}
