/** The progress of a running tool, reported to a client that sent a progress token (MCP page "Progress"). */
export interface ToolProgress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}
