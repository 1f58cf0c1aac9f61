import type { Logger } from 'pino';
import { stackFrames } from './stack-frames.js';

/** What the log says of one tool call. By its shape it cannot hold arguments, bodies, keys or customer data. */
export interface CallRecord {
  readonly tool: string;
  /** `asked` when a person is asked first. */
  readonly outcome: 'ok' | 'error' | 'asked';
  readonly code?: string;
  readonly backendStatus?: number;
  readonly durationMs: number;
  readonly requestId: string;
  /** Absent unless the call is traced. */
  readonly traceId?: string | undefined;
}

/** One line per tool call, on stderr. */
export class CallLog {
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger.child({ context: CallLog.name });
  }

  /** Writes the line of a finished call. */
  finished({ tool, outcome, code, backendStatus, durationMs, requestId, traceId }: CallRecord): void {
    this.logger.info(
      {
        tool,
        outcome,
        code,
        backend_status: backendStatus,
        duration_ms: Math.round(durationMs * 100) / 100,
        request_id: requestId,
        trace_id: traceId,
      },
      'tool call',
    );
  }

  /** Writes where an unexpected exception came from, and of what type it was. */
  crashed(thrown: unknown, requestId: string): void {
    this.logger.error(
      {
        request_id: requestId,
        type: thrown instanceof Error ? thrown.name : typeof thrown,
        stack: stackFrames(thrown).slice(0, 12),
      },
      'unexpected exception in a tool',
    );
  }
}
