/** How this server identifies itself to clients. */
export interface ServerIdentity {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** A short guide for models, sent once per connection. */
  readonly instructions?: string;
}

/** Which tools need a confirmation: none, all that change something, or only those whose change cannot be undone. */
export type ConfirmPolicy = 'off' | 'writes' | 'destructive';

/** Whether a tool that needs a confirmation runs when the client does not support elicitation. */
export type ConfirmFallback = 'refuse' | 'allow';

/** When a person has to confirm a call before the tool runs. */
export interface ConfirmSettings {
  readonly policy: ConfirmPolicy;
  /** Default: `allow` over stdio, where the client belongs to the person, and `refuse` over HTTP. */
  readonly fallback?: ConfirmFallback | undefined;
  /** Secrets of the sealed state: the first one seals, all of them open. When empty, the process makes a random one. */
  readonly stateKeys: readonly { reveal(): string }[];
}

/** Options of `McpModule`, given by the application. */
export interface McpOptions {
  readonly identity: ServerIdentity;
  /** Budget of one call in milliseconds. When it is spent, the signal of the call is aborted. */
  readonly callTimeoutMs: number;
  /** Offers only tools with `readOnlyHint`, to every caller. */
  readonly readOnly: boolean;
  /** Offers only tools of these toolsets and tools without a toolset, to every caller. Default: all tools. */
  readonly toolsets?: readonly string[];
  /** Default: no tool needs a confirmation. */
  readonly confirm?: ConfirmSettings;
}

/** Injection token of `McpOptions`. */
export const MCP_OPTIONS = Symbol('mcp:options');
