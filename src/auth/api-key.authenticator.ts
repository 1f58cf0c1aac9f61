import type { Caller } from '../mcp/index.js';
import { Authenticator } from './authenticator.js';
import { fingerprint } from './fingerprint.js';

/**
 * Takes the token as the caller's own key for the backend. Whether it is good, and for what, is for the backend to say, so
 * nothing is remembered here and every tool is offered.
 */
export class ApiKeyAuthenticator extends Authenticator {
  authenticate(token: string): Caller {
    return { name: fingerprint('key', token), scopes: 'all', credential: { reveal: () => token } };
  }
}
