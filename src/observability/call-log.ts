import type { Logger } from 'pino';
import { stackFrames } from './stack-frames.js';

/** What the log says of anything that was asked for. By its shape it cannot hold arguments, bodies, keys or customer data. */
interface OutcomeRecord {
  /** `asked` when a person is asked first. */
  readonly outcome: 'ok' | 'error' | 'asked';
  readonly code?: string | undefined;
  readonly backendStatus?: number | undefined;
  readonly durationMs: number;
  readonly requestId: string;
  /** Absent unless the call is traced. */
  readonly traceId?: string | undefined;
}

/** The same of one tool call. */
export interface CallRecord extends OutcomeRecord {
  readonly tool: string;
}

/** The same of a resource, a prompt or a completion: its method and the name it is registered under, never its address. */
export interface RequestRecord extends OutcomeRecord {
  readonly method: string;
  readonly name: string;
}

/** One line per call, on stderr. */
export class CallLog {
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger.child({ context: CallLog.name });
  }

  /** Writes the line of a finished tool call. */
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

  /** Writes the line of any other request that has its answer. */
  finishedRequest({ method, name, outcome, code, backendStatus, durationMs, requestId, traceId }: RequestRecord): void {
    this.logger.info(
      {
        method,
        name,
        outcome,
        code,
        backend_status: backendStatus,
        duration_ms: Math.round(durationMs * 100) / 100,
        request_id: requestId,
        trace_id: traceId,
      },
      'request',
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
