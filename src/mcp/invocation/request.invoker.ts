import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../context/request-context.js';
import { ToolCall } from '../context/tool-call.js';
import { failed } from '../envelope/envelope.js';
import { ToolError } from '../envelope/tool-error.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { cancellationError, isCancellation } from './cancellation-error.js';
import { RequestRecorder, type RequestTarget } from './request-recorder.js';
import { RunningCalls } from './running-calls.js';

/** The result of a request, and the request id in the log. */
export interface InvocationResult<T> {
  readonly value: T;
  readonly requestId: string;
}

/** None of these requests changes anything. */
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };

/**
 * The one pipeline of requests that are not tool calls: reading a resource, getting a prompt, completing an argument. Time
 * limit, log and shutdown are as in `ToolInvoker`, but the result has no envelope.
 */
@Injectable()
export class RequestInvoker {
  constructor(
    private readonly recorder: RequestRecorder,
    private readonly running: RunningCalls,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /** Runs the handler of a request. Rejects only with a `ToolError`, whose details are those of a failed envelope. */
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
      const error = toToolError(thrown, call);
      ended(error.code);
      throw error;
    } finally {
      this.running.delete(call);
      call.dispose();
    }
  }
}

/** The error that the client sees: with the request id, and without the message of an unexpected exception. */
function toToolError(thrown: unknown, { requestId }: ToolCall): ToolError {
  const { error } = failed(thrown, requestId);
  return new ToolError(error.code, error.message, error.details);
}
