import { Injectable } from '@nestjs/common';
import { CallLog } from '../../observability/call-log.js';
import { Telemetry, type RequestMethod } from '../../observability/telemetry.js';
import type { RequestContext } from '../context/request-context.js';
import type { ToolCall } from '../context/tool-call.js';

/** The method of a request and the registered name of what it asks for, never a name that a client chose. */
export interface RequestTarget {
  readonly method: RequestMethod;
  readonly name: string;
}

/** Records every request that is not a tool call, in the log, in metrics and traces. */
@Injectable()
export class RequestRecorder {
  constructor(
    private readonly log: CallLog,
    private readonly telemetry: Telemetry,
  ) {}

  /** Records the start of a request. The returned function records its end, with the code of the error if it failed. */
  started(target: RequestTarget, call: ToolCall, { transport, describe }: RequestContext): (code?: string) => void {
    const { requestId } = call;
    const observed = this.telemetry.requestStarted({ ...target, transport, requestId, describe });
    const started = performance.now();
    call.trace = observed.trace;
    return (code) => {
      observed.ended(code ?? 'OK');
      this.log.finishedRequest({
        ...target,
        outcome: code === undefined ? 'ok' : 'error',
        code,
        backendStatus: call.backendStatus,
        durationMs: performance.now() - started,
        requestId,
        traceId: call.trace?.id,
      });
    };
  }

  /** Records a request for something that the caller cannot see. Its name is not recorded, since the client chose it. */
  rejected(reason: 'unknown_resource' | 'unknown_prompt'): void {
    this.telemetry.rejected(reason);
  }

  /** Records an exception that is not a `ToolError`. */
  crashed(thrown: unknown, { requestId }: ToolCall): void {
    this.log.crashed(thrown, requestId);
  }
}
