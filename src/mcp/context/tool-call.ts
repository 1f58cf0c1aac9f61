import { CancellationSource } from '../../cancellation/cancellation-source.js';
import type { Trace } from '../../observability/telemetry.js';
import type { Caller, CallerCredential } from './caller.js';
import type { ToolProgress } from './progress.js';
import type { RequestContext } from './request-context.js';

/** Name of the exception with which calls are aborted when the process shuts down. */
export const SHUTDOWN_ERROR = 'ShutdownError';

/** Time for a tool to react to its signal when the process shuts down. After that its call ends without it. */
const SHUTDOWN_GRACE_MS = 100;

/** How far the confirmation of a call has come: `unasked` when a person should have been asked and could not be. */
export type ConfirmationStatus = 'asked' | 'accepted' | 'declined' | 'canceled' | 'unasked';

/** One running call, as a tool method sees it. It lives as long as the call and is not shared with any other. */
export class ToolCall {
  /** HTTP status of the last backend response; written by the backend client, read by the call log. */
  backendStatus: number | undefined;
  /** Identifier of the object that the call changes; written by the tool as soon as it is known, read by the audit log. */
  subject: string | undefined;
  /** Written when a person has to confirm the call, read by the audit log. */
  confirmation: ConfirmationStatus | undefined;
  /**
   * Set when a person has accepted. It is unique for each elicitation, and all replicas and repetitions of its response see
   * the same value, so a tool can send it to the backend as an idempotency key.
   */
  confirmationId: string | undefined;
  /** The trace that the call belongs to; written by the pipeline before the tool runs, read by the backend client. */
  trace: Trace | undefined;
  /** Position in the array of `RunningCalls`, which alone writes and reads it. */
  index = 0;
  /** When the call's budget is spent, on the clock of `performance.now()`. */
  readonly deadline: number;
  /**
   * Aborted when the client cancels the call or goes away, with a `TimeoutError` when the budget is spent, and with a
   * `ShutdownError` when the process shuts down. It costs less than `signal`.
   */
  readonly cancellation = new CancellationSource();
  private rejectPending: ((reason: unknown) => void) | undefined;
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

  /** On whose behalf the call is made. */
  get caller(): Caller {
    return this.context.caller;
  }

  /** The caller's own key for the backend, where callers send one. */
  get credential(): CallerCredential | undefined {
    return this.context.caller.credential;
  }

  /** `cancellation` as an `AbortSignal`, for functions that need one of Node. */
  get signal(): AbortSignal {
    return this.cancellation.signal;
  }

  /** Resolves with the result of the work, or rejects soon after the shutdown began when the work ignores its signal. */
  async untilShutdown<T>(work: T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.rejectPending = reject;
      Promise.resolve(work).then(resolve, reject);
    });
  }

  /** Reports progress to the client; resolves without effect when the client sent no progress token. */
  async reportProgress(progress: ToolProgress): Promise<void> {
    await this.context.reportProgress?.(progress);
  }

  /** Aborts the call because the process shuts down. */
  shutDown(): void {
    clearTimeout(this.timer);
    this.cancellation.abort(new DOMException('The server is shutting down', SHUTDOWN_ERROR));
    this.timer = setTimeout(() => this.rejectPending?.(this.cancellation.reason), SHUTDOWN_GRACE_MS);
  }

  /** Releases the timer. The pipeline calls it when the call has a result. */
  dispose(): void {
    clearTimeout(this.timer);
  }
}
