import { CancellationSource } from '../../cancellation/cancellation-source.js';
import type { Trace } from '../../observability/telemetry.js';
import type { ToolProgress } from './progress.js';
import type { RequestContext } from './request-context.js';
import type { Caller, CallerCredential } from './caller.js';

/** Name of the exception that aborts the signals of calls when the process ends. */
export const SHUTDOWN_ERROR = 'ShutdownError';

/** What a tool gets to answer by itself when the process ends; one that takes no notice of its signal is left behind. */
const SHUTDOWN_GRACE_MS = 100;

/** What a person had to do with a call: `unasked` when one should have been asked and could not be. */
export type Confirmation = 'asked' | 'accepted' | 'declined' | 'canceled' | 'unasked';

/** One running call, as a tool method sees it. It lives exactly as long as the call and is shared with no other. */
export class ToolCall {
  /** HTTP status of the last backend answer; written by the backend client, read by the call log. */
  backendStatus: number | undefined;
  /** Identifier of what the call changes; written by the tool as soon as it is known, read by the audit log. */
  subject: string | undefined;
  /** Written when a person has to confirm the call, read by the audit log. */
  confirmation: Confirmation | undefined;
  /**
   * Once a person has said yes: another text for every question, and the same one wherever and however often its answer
   * arrives. A tool whose effect would add up hands it to the backend to be known by.
   */
  confirmationId: string | undefined;
  /** The trace that the call belongs to; written by the pipeline before the tool runs, read by the backend client. */
  trace: Trace | undefined;
  /** Where it stands among the running calls; theirs to write and to read. */
  index = 0;
  /** When the call's budget is spent, on the clock of `performance.now()`. */
  readonly deadline: number;
  /**
   * What `signal` tells, for less: aborted when the client cancelled or went away; with a `TimeoutError` when the call's
   * budget is spent, and with a `ShutdownError` when the process ends.
   */
  readonly cancellation = new CancellationSource();
  private abandon: ((reason: unknown) => void) | undefined;
  private timer: NodeJS.Timeout;

  constructor(
    readonly requestId: string,
    private readonly context: RequestContext,
    timeoutMs: number,
  ) {
    this.deadline = performance.now() + timeoutMs;
    this.timer = setTimeout(
      () => this.cancellation.abort(new DOMException('The call took too long', 'TimeoutError')),
      timeoutMs,
    );
    context.onCancel((reason) => this.cancellation.abort(reason));
  }

  /** Who calls. */
  get caller(): Caller {
    return this.context.caller;
  }

  /** The caller's own key, when callers bring one. */
  get credential(): CallerCredential | undefined {
    return this.context.caller.credential;
  }

  /** The same as `interruption`, for what wants a signal of Node. */
  get signal(): AbortSignal {
    return this.cancellation.signal;
  }

  /** The same work, but over with the reason of the end when the process ends and the work takes no notice. */
  async untilShutdown<T>(work: T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.abandon = reject;
      Promise.resolve(work).then(resolve, reject);
    });
  }

  /** Tells the client how far the tool is, when it asked to know. */
  async reportProgress(step: ToolProgress): Promise<void> {
    await this.context.reportProgress?.(step);
  }

  /** Ends the call because the process ends. */
  shutDown(): void {
    clearTimeout(this.timer);
    this.cancellation.abort(new DOMException('The server is shutting down', SHUTDOWN_ERROR));
    this.timer = setTimeout(() => this.abandon?.(this.cancellation.reason), SHUTDOWN_GRACE_MS);
  }

  /** Lets go of the timer; the pipeline calls it when the tool has answered. */
  dispose(): void {
    clearTimeout(this.timer);
  }
}
