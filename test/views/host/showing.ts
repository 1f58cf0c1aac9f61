import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps';

/** A call of a model, and the host in which it is looked at. */
export interface Showing {
  readonly tool: string;
  readonly args: Record<string, unknown>;
  readonly context: McpUiHostContext;
  /** Protocol revision that the host's client speaks. */
  readonly revision: '2025-11-25' | '2026-07-28';
  /** Bearer token, where the service asks for one. */
  readonly token: string | undefined;
  /** Whether the host makes calls for views. */
  readonly makesCalls: boolean;
}

/** What the page of the host offers to the tests. */
export interface HostPage {
  show(showing: Showing): Promise<void>;
  /** What has been heard of the service and of the view. */
  readonly heard: {
    /** What the view told the model. */
    readonly modelContext: unknown[];
    /** The view as the service gave it, and what it says of it. */
    html: string;
    meta: unknown;
    /** Addresses of all resources. */
    listed: readonly string[];
  };
  /** Changes what the host is like. */
  change(context: McpUiHostContext): Promise<void>;
}
