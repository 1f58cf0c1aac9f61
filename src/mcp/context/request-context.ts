import type { OnCancel } from '../../cancellation/on-cancel.js';
import type { CallDescription, Transport } from '../../observability/telemetry.js';
import type { Caller } from './caller.js';
import type { ClientElicitation } from './elicitation.js';
import type { ToolProgress } from './progress.js';

/** What the protocol layer knows about a request. It hands this to the pipeline that serves the request. */
export interface RequestContext {
  readonly caller: Caller;
  readonly transport: Transport;
  /** Details for the trace; called only when the request is traced. */
  readonly describe: () => CallDescription;
  /** Calls back when the client cancels the request or goes away. */
  readonly onCancel: OnCancel;
  /** Sends a progress notification to the client. Absent when the client sent no progress token. */
  readonly reportProgress?: (progress: ToolProgress) => Promise<void>;
  /** What the client can do to ask its user; called only when a call needs a confirmation. Absent on the fast path. */
  readonly elicitation?: () => ClientElicitation | undefined;
}
