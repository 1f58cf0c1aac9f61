import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { failed } from '../envelope/envelope.js';
import { ToolError } from '../envelope/tool-error.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { cancellationError, isCancellation } from './cancellation-error.js';
import { RequestRecorder, type RequestTarget } from './request-recorder.js';
import { RunningCalls } from './running-calls.js';
import type { RequestContext } from '../context/request-context.js';
import { ToolCall } from '../context/tool-call.js';

/** What came of a request, and the id under which it is logged. */
export interface InvocationResult<T> {
  readonly value: T;
  readonly requestId: string;
}

/** None of these requests changes anything. */
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };

/**
 * The one pipeline of requests that are not tool calls: reading a resource, getting a prompt, completing an argument. The
 * same time limit, log and end of the process as for tools; only the answer has no envelope.
 */
@Injectable()
export class RequestInvoker {
  constructor(
    private readonly recorder: RequestRecorder,
    private readonly running: RunningCalls,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /** Runs what answers a request. Rejects with nothing but a `ToolError`, its details those of a failed envelope. */
  async invoke<T>(
    target: RequestTarget,
    context: RequestContext,
    run: (call: ToolCall) => T | Promise<T>,
  ): Promise<InvocationResult<T>> {
    const call = new ToolCall(randomUUID(), context, this.options.callTimeoutMs);
    const ended = this.recorder.started(target, call, context);
    this.running.add(call);
    try {
      const value = await call.untilShutdown(Promise.resolve(call).then(run));
      ended();
      return { value, requestId: call.requestId };
    } catch (caught) {
      const thrown = isCancellation(caught, call.cancellation)
        ? cancellationError(call.cancellation.reason, READ_ONLY)
        : caught;
      if (!(thrown instanceof ToolError)) this.recorder.crashed(thrown, call);
      const error = envelopedError(thrown, call);
      ended(error.code);
      throw error;
    } finally {
      this.running.delete(call);
      call.dispose();
    }
  }
}

/** The error as it is told: the words of anything but a `ToolError` are ours, and the request id is among the details. */
function envelopedError(thrown: unknown, { requestId }: ToolCall): ToolError {
  const { error } = failed(thrown, requestId);
  return new ToolError(error.code, error.message, error.details);
}
