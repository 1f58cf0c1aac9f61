/** A step of a running tool, reported to a client that asked for progress (MCP page "Progress"). */
export interface ToolProgress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}
