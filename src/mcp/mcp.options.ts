/** How this server introduces itself to clients. */
export interface ServerIdentity {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** A short guide for models, sent once per connection. */
  readonly instructions?: string;
}

/** What is asked about: nothing, every change, or what cannot be undone. */
export type ConfirmPolicy = 'off' | 'writes' | 'destructive';

/** What happens when a person should be asked and the client cannot ask one. */
export type ConfirmFallback = 'refuse' | 'allow';

/** When a person is asked before a tool acts. */
export interface ConfirmSettings {
  readonly policy: ConfirmPolicy;
  /** Unless chosen: `allow` over stdio, where the client is the person's own, and `refuse` over HTTP. */
  readonly fallback?: ConfirmFallback | undefined;
  /** Secrets that seal what clients keep: the first seals, all open. Without any, one that only this process knows. */
  readonly stateKeys: readonly { reveal(): string }[];
}

/** What the application decides about serving its tools. */
export interface McpOptions {
  readonly identity: ServerIdentity;
  /** Budget of one call in milliseconds; the call's signal is aborted when it is spent. */
  readonly callTimeoutMs: number;
  /** Leaves out every tool that declares to change something, whoever calls. */
  readonly readOnly: boolean;
  /** All toolsets and scopes of the application; a tool or resource with another name stops the start. Left out, names are not checked. */
  readonly known?: { readonly toolsets: readonly string[]; readonly scopes: readonly string[] };
  /** Leaves out every tool of another toolset, whoever calls; when it is left out itself, all are offered. */
  readonly toolsets?: readonly string[];
  /** Left out, nobody is asked. */
  readonly confirm?: ConfirmSettings;
}

export const MCP_OPTIONS = Symbol('mcp:options');
