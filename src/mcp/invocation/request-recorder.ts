import { Injectable } from '@nestjs/common';
import { CallLog } from '../../observability/call-log.js';
import { Telemetry, type RequestMethod } from '../../observability/telemetry.js';
import type { RequestContext } from '../context/request-context.js';
import type { ToolCall } from '../context/tool-call.js';

/** What a request is about: its method, and a name of the registries', never one that a client chose. */
export interface RequestTarget {
  readonly method: RequestMethod;
  readonly name: string;
}

/** Writes down what becomes of every request that is not a tool call. */
@Injectable()
export class RequestRecorder {
  constructor(
    private readonly log: CallLog,
    private readonly telemetry: Telemetry,
  ) {}

  /** Notes the start; the returned function notes the end, with the code of the error if there was one. */
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

  /** Notes a request for what is not there for its caller. Its name is anything, so it is noted nowhere. */
  rejected(reason: 'unknown_resource' | 'unknown_prompt'): void {
    this.telemetry.rejected(reason);
  }

  /** Notes an exception that nothing throws on purpose. */
  crashed(thrown: unknown, { requestId }: ToolCall): void {
    this.log.crashed(thrown, requestId);
  }
}
