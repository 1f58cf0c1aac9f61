/** How this server introduces itself to clients. */
export interface ServerIdentity {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** A short guide for models, sent once per connection. */
  readonly instructions?: string;
}

export const SERVER_IDENTITY = Symbol('mcp:identity');
