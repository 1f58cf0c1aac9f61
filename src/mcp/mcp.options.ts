/** How this server introduces itself to clients. */
export interface ServerIdentity {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** A short guide for models, sent once per connection. */
  readonly instructions?: string;
}

/** What the application decides about serving its tools. */
export interface McpOptions {
  readonly identity: ServerIdentity;
  /** Budget of one call in milliseconds; the call's signal is aborted when it is spent. */
  readonly callTimeoutMs: number;
  /** Leaves out every tool that declares to change something, whoever calls. */
  readonly readOnly: boolean;
  /** Leaves out every tool of another toolset, whoever calls; when it is left out itself, all are offered. */
  readonly toolsets?: readonly string[];
}

export const MCP_OPTIONS = Symbol('mcp:options');
