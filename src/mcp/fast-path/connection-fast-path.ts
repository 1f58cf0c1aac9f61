import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { Caller } from '../context/caller.js';
import type { RequestContext } from '../context/request-context.js';
import { MODERN_VERSION, PROTOCOL_VERSION_META } from '../protocol/protocol-constants.js';
import { isFastPathMessage, type Era, type FastPathMessage, type FastPathRequest } from './fast-path-message.js';
import type { FastPathEndpoint } from './fast-path.endpoint.js';

type Id = FastPathRequest['id'];

/**
 * The fast path of one stdio connection. It waits until the SDK has settled the era of the connection, and serves calls only:
 * everything that belongs to the connection stays with the SDK.
 */
export class ConnectionFastPath {
  /** The era of the connection; `opening` until the SDK has settled it, `unnegotiated` for a client that skipped the handshake. */
  private era: Era | 'opening' | 'unnegotiated' = 'opening';
  private version: string | undefined;
  /** Cancels a running call, by the id of its request. */
  private readonly running = new Map<Id, (reason: unknown) => void>();

  constructor(
    private readonly endpoint: FastPathEndpoint,
    private readonly caller: Caller,
  ) {}

  /**
   * Follows how the SDK settles the era: by the first message that claims no revision, or by the first request of 2026-07-28
   * but `server/discover`, after which a client may still fall back.
   */
  passed(message: JSONRPCMessage): void {
    if (this.era !== 'opening' || !('method' in message)) return;
    if (!(PROTOCOL_VERSION_META in (message.params?._meta ?? {}))) this.era = 'unnegotiated';
    // A claim may be malformed, which settles nothing: only that of a fast path message is known to be sound.
    else if (isFastPathMessage(message)) [this.era, this.version] = ['modern', MODERN_VERSION];
  }

  /** Notes the revision that was negotiated, which only revisions before 2026-07-28 do. */
  negotiated(version: string): void {
    this.era = 'negotiated';
    this.version = version;
  }

  /** The response to a call as JSON text, undefined when it was cancelled; no promise when the SDK has to serve the message. */
  serve(message: FastPathMessage): Promise<string | undefined> | undefined {
    const { era } = this;
    if (era === 'opening' || era === 'unnegotiated' || !('id' in message)) return undefined;
    if (this.endpoint.route(message, this.caller, { era }) === undefined) return undefined;
    return this.call(message, era);
  }

  /** Cancels a call that is served here, which then has no response. False when there is none with this id. */
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
        // SEP-414: in `_meta` these two have no prefix.
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
