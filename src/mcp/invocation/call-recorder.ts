import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../observability/audit-log.js';
import { CallLog } from '../../observability/call-log.js';
import { Telemetry } from '../../observability/telemetry.js';
import { isInputRequired, type InputRequired } from '../confirmation/input-required.js';
import type { RequestContext } from '../context/request-context.js';
import type { ToolCall } from '../context/tool-call.js';
import type { RegisteredTool } from '../discovery/tool.registry.js';
import type { CallResult } from '../envelope/call-result.js';

/** Records every tool call: in the log, in metrics and traces, and in the audit log when the tool changes something. */
@Injectable()
export class CallRecorder {
  constructor(
    private readonly log: CallLog,
    private readonly audit: AuditLog,
    private readonly telemetry: Telemetry,
  ) {}

  /** Records the start of a call. The returned function records its end. */
  started(
    { options }: RegisteredTool,
    call: ToolCall,
    context: RequestContext,
  ): (result: CallResult | InputRequired) => void {
    const { requestId } = call;
    const { transport, describe } = context;
    const observed = this.telemetry.callStarted({ tool: options.name, transport, requestId, describe });
    const started = performance.now();
    call.trace = observed.trace;
    return (result) => {
      const isElicitation = isInputRequired(result);
      const error = isElicitation ? undefined : result.structuredContent?.error;
      const outcome = isElicitation ? 'asked' : result.isError ? 'error' : 'ok';
      const record = { tool: options.name, code: error?.code, requestId, traceId: call.trace?.id };
      const durationMs = performance.now() - started;
      observed.ended(isElicitation ? 'INPUT_REQUIRED' : (error?.code ?? 'OK'));
      this.log.finished({ ...record, outcome, backendStatus: call.backendStatus, durationMs });
      if (options.annotations.readOnlyHint) return;
      this.audit.written({
        ...record,
        caller: nameOf(context),
        subject: call.subject,
        confirmation: call.confirmation,
        outcome: error?.details.outcome === 'unknown' ? 'unknown' : outcome,
      });
    };
  }

  /** Records a call of a tool that the caller cannot see. Its name is not recorded, since the client chose it. */
  rejected(): void {
    this.telemetry.rejected('unknown_tool');
  }

  /** Records an exception that is not a `ToolError`. */
  crashed(thrown: unknown, { requestId }: ToolCall): void {
    this.log.crashed(thrown, requestId);
  }
}

/** The caller in the audit log, which has one for every write. */
const nameOf = ({ caller, transport }: RequestContext): string =>
  caller.name ?? (transport === 'stdio' ? 'stdio' : 'anonymous');
