import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { MODERN_VERSION, PROTOCOL_VERSION_META } from '../protocol/protocol-constants.js';
import {
  isFastPathMessage,
  type ConnectionEra,
  type Era,
  type FastPathMessage,
  type FastPathRequest,
} from './fast-path-message.js';
import type { FastPathEndpoint } from './fast-path.endpoint.js';

type Id = FastPathRequest['id'];

/**
 * The fast path of one stdio connection. It serves only tool calls, and only after the SDK has settled the era of the
 * connection. The SDK serves everything that concerns the connection.
 */
export class ConnectionFastPath {
  private era: ConnectionEra = 'opening';
  private version: string | undefined;
  /** Functions that cancel a running call, by the id of its request. */
  private readonly running = new Map<Id, (reason: unknown) => void>();

  constructor(
    private readonly endpoint: FastPathEndpoint,
    private readonly caller: Caller,
  ) {}

  /**
   * Records a message that the SDK serves, and settles the era as the SDK does: by the first message that claims no revision,
   * or by the first modern request other than `server/discover`, after which a client may still fall back.
   */
  passed(message: JSONRPCMessage): void {
    if (this.era !== 'opening' || !('method' in message)) return;
    if (!(PROTOCOL_VERSION_META in (message.params?._meta ?? {}))) this.era = 'unnegotiated';
    // A malformed claim does not settle the era, and only the claim of a fast-path message is known to be valid.
    else if (isFastPathMessage(message)) [this.era, this.version] = ['modern', MODERN_VERSION];
  }

  /** Records the negotiated revision of a legacy client. */
  negotiated(version: string): void {
    this.era = 'legacy';
    this.version = version;
  }

  /**
   * Serves a message, or returns undefined when the SDK has to. The promise resolves with the response as JSON text, or with
   * undefined when the call was canceled.
   */
  serve(message: FastPathMessage): Promise<string | undefined> | undefined {
    const era = this.endpoint.route(message, this.caller, { era: this.era });
    return era !== undefined && 'id' in message ? this.call(message, era) : undefined;
  }

  /** Cancels a call, which then gets no response. False when the fast path serves no call with this id. */
  cancel(id: unknown): boolean {
    const cancel = this.running.get(id as Id);
    cancel?.(new DOMException('The client cancelled the call', 'AbortError'));
    return cancel !== undefined;
  }

  private async call(message: FastPathRequest, era: Era): Promise<string | undefined> {
    let isCancelled = false;
    const context: RequestContext = {
      caller: this.caller,
      transport: 'stdio',
      onCancel: (listener) =>
        this.running.set(message.id, (reason) => {
          isCancelled = true;
          listener(reason);
        }),
      describe: () => ({
        rpcId: message.id,
        protocolVersion: this.version,
        // `traceparent` and `tracestate` have no prefix in `_meta` (SEP-414).
        message: message.params?._meta ?? {},
        request: {},
      }),
    };
    try {
      const response = await this.endpoint.respond(message, era, context, {});
      return isCancelled ? undefined : response;
    } finally {
      this.running.delete(message.id);
    }
  }
}
