import type { Logger } from 'pino';
import { stackFrames } from './stack-frames.js';

/** Fields of every log line about a request. None of them can hold arguments, bodies, keys or customer data. */
interface OutcomeRecord {
  /** `asked` when a person has to confirm first. */
  readonly outcome: 'ok' | 'error' | 'asked';
  readonly code?: string | undefined;
  readonly backendStatus?: number | undefined;
  readonly durationMs: number;
  readonly requestId: string;
  /** Present when the request is traced. */
  readonly traceId?: string | undefined;
}

/** Fields of the log line of one tool call. */
export interface CallRecord extends OutcomeRecord {
  readonly tool: string;
}

/** Fields of the log line of a resource, prompt or completion: its method and registered name, never its URI. */
export interface RequestRecord extends OutcomeRecord {
  readonly method: string;
  readonly name: string;
}

/** Writes one log line for each request. */
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

  /** Writes the line of a finished request that is not a tool call. */
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

  /** Writes type and stack frames of an unexpected exception. */
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
