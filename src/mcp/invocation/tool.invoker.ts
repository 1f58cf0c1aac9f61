import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ConfirmationGate } from '../confirmation/confirmation-gate.js';
import type { InputRequired } from '../confirmation/input-required.js';
import { isGranted } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { ToolCall } from '../context/tool-call.js';
import { ToolRegistry, type RegisteredTool } from '../discovery/tool.registry.js';
import { envelopeResult, REQUEST_ID_META, ToolContent, type CallResult } from '../envelope/call-result.js';
import { failed, succeeded } from '../envelope/envelope.js';
import { ToolError } from '../envelope/tool-error.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { CallRecorder } from './call-recorder.js';
import { cancellationError, isCancellation } from './cancellation-error.js';
import { RunningCalls } from './running-calls.js';

/** The one pipeline of tool calls, for both transports and both protocol eras: validate, confirm, run, wrap, record. */
@Injectable()
export class ToolInvoker {
  constructor(
    private readonly registry: ToolRegistry,
    private readonly recorder: CallRecorder,
    private readonly confirmationGate: ConfirmationGate,
    private readonly running: RunningCalls,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /**
   * Runs a tool. Every failure is part of the result. Returns undefined for a tool that does not exist or that the caller may
   * not use, since the protocol treats an unknown tool as a malformed request. The result asks for input when a person has
   * to confirm the call first.
   */
  async invoke(name: string, args: unknown, context: RequestContext): Promise<CallResult | InputRequired | undefined> {
    const tool = this.registry.get(name);
    if (!tool || !isGranted(context.caller, tool.options.scope)) {
      this.recorder.rejected();
      return undefined;
    }
    const call = new ToolCall(randomUUID(), context, this.options.callTimeoutMs);
    const ended = this.recorder.started(tool, call, context);
    const result = await this.run(tool, args, call, context);
    ended(result);
    return { ...result, _meta: { [REQUEST_ID_META]: call.requestId } };
  }

  private async run(
    tool: RegisteredTool,
    args: unknown,
    call: ToolCall,
    context: RequestContext,
  ): Promise<CallResult | InputRequired> {
    this.running.add(call);
    try {
      const input = tool.validate(args);
      const confirmed =
        tool.confirm && (await call.untilShutdown(this.confirmationGate.check(tool, input, call, context)));
      if (confirmed?.elicitation) return confirmed.elicitation;
      const output = await call.untilShutdown(tool.run(confirmed?.input ?? input, call));
      if (output instanceof ToolContent) return { content: output.blocks, isError: false };
      return envelopeResult(succeeded(output as object));
    } catch (caught) {
      const thrown = isCancellation(caught, call.cancellation)
        ? cancellationError(call.cancellation.reason, tool.options.annotations)
        : caught;
      if (!(thrown instanceof ToolError)) this.recorder.crashed(thrown, call);
      return envelopeResult(failed(thrown, call.requestId));
    } finally {
      this.running.delete(call);
      call.dispose();
    }
  }
}
