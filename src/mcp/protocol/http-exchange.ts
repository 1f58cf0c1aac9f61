import type { Caller } from '../invocation/caller.js';
import type { Cancellation } from '../../cancellation/cancellation.js';
import type { WellFormed } from './json-rpc.js';
import type { RequestHeaders } from './plain-message.js';

/** One POST to the endpoint, after the transport's own checks. */
export interface HttpExchange {
  readonly message: WellFormed;
  readonly caller: Caller;
  readonly headers: RequestHeaders;
  /** Tells of a client that goes away before it has its answer. */
  readonly onCancel: Cancellation;
}
