import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Permits } from '../confirmation/permits.js';
import type { InputRequired } from '../confirmation/input-required.js';
import { ToolRegistry, type RegisteredTool } from '../discovery/tool.registry.js';
import { envelopeResult, REQUEST_ID_META, ToolContent, type CallResult } from '../envelope/call-result.js';
import { failed, succeeded } from '../envelope/envelope.js';
import { ToolError } from '../envelope/tool-error.js';
import { MCP_OPTIONS, type McpOptions } from '../mcp.options.js';
import { CallRecorder } from './call-recorder.js';
import { isGranted } from './caller.js';
import { interrupted, isInterruption } from './interruption.js';
import { RunningCalls } from './running-calls.js';
import { ToolCall, type CallOrigin } from './tool-call.js';

/** The one pipeline of a tool call: validate, run, wrap, log. Both transports and both protocol eras go through it. */
@Injectable()
export class ToolInvoker {
  constructor(
    private readonly registry: ToolRegistry,
    private readonly recorder: CallRecorder,
    private readonly permits: Permits,
    private readonly running: RunningCalls,
    @Inject(MCP_OPTIONS) private readonly options: McpOptions,
  ) {}

  /**
   * Runs a tool. Whatever goes wrong in it is part of the result; only a name that no tool of this caller has is answered
   * elsewhere (undefined), since the protocol treats that as a malformed request. A tool that the caller may not use is
   * as unknown as one that does not exist. Where a person has to confirm, the result may be a question to one.
   */
  async invoke(name: string, args: unknown, origin: CallOrigin): Promise<CallResult | InputRequired | undefined> {
    const tool = this.registry.get(name);
    if (!tool || !isGranted(origin.caller, tool.options.scope)) {
      this.recorder.refused();
      return undefined;
    }
    const call = new ToolCall(randomUUID(), origin, this.options.callTimeoutMs);
    const ended = this.recorder.started(tool, call, origin);
    const result = await this.run(tool, args, call, origin);
    ended(result);
    return { ...result, _meta: { [REQUEST_ID_META]: call.requestId } };
  }

  private async run(
    tool: RegisteredTool,
    args: unknown,
    call: ToolCall,
    origin: CallOrigin,
  ): Promise<CallResult | InputRequired> {
    this.running.add(call);
    try {
      const input = tool.validate(args);
      const permit = tool.confirm && (await call.untilAbandoned(this.permits.of(tool, input, call, origin)));
      if (permit?.question) return permit.question;
      const answer = await call.untilAbandoned(tool.run(permit?.input ?? input, call));
      if (answer instanceof ToolContent) return { content: answer.blocks, isError: false };
      return envelopeResult(succeeded(answer as object));
    } catch (caught) {
      const isEnd = isInterruption(caught, call.interruption);
      const thrown = isEnd ? interrupted(call.interruption.reason, tool.options.annotations) : caught;
      if (!(thrown instanceof ToolError)) this.recorder.crashed(thrown, call);
      return envelopeResult(failed(thrown, call.requestId));
    } finally {
      this.running.delete(call);
      call.end();
    }
  }
}
