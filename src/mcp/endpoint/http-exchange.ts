import type { OnCancel } from '../../cancellation/on-cancel.js';
import type { Caller } from '../context/caller.js';
import type { RequestHeaders } from '../fast-path/fast-path-message.js';
import type { WellFormedMessage } from '../protocol/json-rpc.js';

/** One POST to the endpoint that has passed the checks of the transport. */
export interface HttpExchange {
  readonly message: WellFormedMessage;
  readonly caller: Caller;
  readonly headers: RequestHeaders;
  /** Calls back when the client goes away before it has the whole response. */
  readonly onCancel: OnCancel;
}
