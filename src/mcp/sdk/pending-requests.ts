import type { JSONRPCMessage } from '@modelcontextprotocol/server';

/** Requests of one client that have no response yet, so that a connection can close after the last one. */
export class PendingRequests {
  private readonly ids = new Set<unknown>();
  private onEmpty: (() => void) | undefined;

  /** Records a message of the client: a request is pending until it has a response or is canceled. */
  received(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.ids.add(message.id);
    else if (message.method === 'notifications/cancelled') this.settled(message.params?.requestId);
  }

  /** Records a message to the client: a response settles its request. */
  sent(message: JSONRPCMessage): void {
    if (!('method' in message)) this.settled(message.id);
  }

  /** Records that a request needs no further response. */
  settled(id: unknown): void {
    this.ids.delete(id);
    if (this.ids.size === 0) this.onEmpty?.();
  }

  /** Resolves when no request is pending, at the latest after `timeoutMs`. */
  async allResponded(timeoutMs: number): Promise<void> {
    if (this.ids.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
