import type { JSONRPCMessage } from '@modelcontextprotocol/server';

/** Requests of one client that have no answer yet, so that a connection can end after the last of them. */
export class PendingRequests {
  private readonly ids = new Set<unknown>();
  private onNone: (() => void) | undefined;

  /** Notes a message of the client: a request opens, a cancellation closes, as it gets no answer. */
  received(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.ids.add(message.id);
    else if (message.method === 'notifications/cancelled') this.settled(message.params?.requestId);
  }

  /** Notes a message to the client: an answer closes its request. */
  sent(message: JSONRPCMessage): void {
    if (!('method' in message)) this.settled(message.id);
  }

  /** Notes that a request needs no further response. */
  settled(id: unknown): void {
    this.ids.delete(id);
    if (this.ids.size === 0) this.onNone?.();
  }

  /** Resolves when every request is answered, at the latest after so many milliseconds. */
  async allResponded(withinMs: number): Promise<void> {
    if (this.ids.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.onNone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
