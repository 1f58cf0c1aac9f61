import type { Caller } from '../context/caller.js';
import type { OnCancel } from '../../cancellation/on-cancel.js';
import type { WellFormedMessage } from '../protocol/json-rpc.js';
import type { RequestHeaders } from '../fast-path/fast-path-message.js';

/** One POST to the endpoint, after the transport's own checks. */
export interface HttpExchange {
  readonly message: WellFormedMessage;
  readonly caller: Caller;
  readonly headers: RequestHeaders;
  /** Tells of a client that goes away before it has its answer. */
  readonly onCancel: OnCancel;
}
