import type { OnCancel } from '../../cancellation/on-cancel.js';
import type { CallDescription, Transport } from '../../observability/telemetry.js';
import type { Caller } from './caller.js';
import type { ClientElicitation } from './elicitation.js';
import type { ToolProgress } from './progress.js';

/** What the protocol layer knows of a request, handed to the pipeline that serves it. */
export interface RequestContext {
  readonly caller: Caller;
  readonly transport: Transport;
  /** Details for a trace; called only when there is one. */
  readonly describe: () => CallDescription;
  /** Calls back when the client cancels the request or goes away. */
  readonly onCancel: OnCancel;
  /** Reports a step to the client; resolves without effect when the client did not ask for progress. */
  readonly reportProgress?: (step: ToolProgress) => Promise<void>;
  /** How the client can ask its user; called only when a call needs a confirmation. Absent where nobody can be asked. */
  readonly elicitation?: () => ClientElicitation | undefined;
}
