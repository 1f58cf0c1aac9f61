/** A step of a running tool, told to a client that asked for progress. */
export interface ToolProgress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/** How the protocol layer introduces a call to the pipeline. */
export interface CallOrigin {
  /** Aborted when the client cancelled the call or went away. */
  readonly signal: AbortSignal;
  /** Reports a step to the client; resolves without effect when the client did not ask for progress. */
  readonly reportProgress?: (step: ToolProgress) => Promise<void>;
}

/** One running call, as a tool method sees it. It lives exactly as long as the call and is shared with no other. */
export class ToolCall {
  readonly signal: AbortSignal;
  /** HTTP status of the last backend answer; written by the backend client, read by the call log. */
  backendStatus: number | undefined;

  constructor(
    readonly requestId: string,
    private readonly origin: CallOrigin,
  ) {
    this.signal = origin.signal;
  }

  /** Tells the client how far the tool is, when it asked to know. */
  async reportProgress(step: ToolProgress): Promise<void> {
    await this.origin.reportProgress?.(step);
  }
}
