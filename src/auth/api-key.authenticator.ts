import type { Caller } from '../mcp/index.js';
import { Authenticator } from './authenticator.js';
import { fingerprint } from './fingerprint.js';

/**
 * Passes the token on as the caller's own API key. Only the backend knows whether it is valid and what it allows, so
 * nothing is cached here and every tool is offered.
 */
export class ApiKeyAuthenticator extends Authenticator {
  authenticate(token: string): Caller {
    return { name: fingerprint('key', token), scopes: 'all', credential: { reveal: () => token } };
  }
}
