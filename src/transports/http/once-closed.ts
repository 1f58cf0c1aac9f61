import type { FastifyReply } from 'fastify';

/**
 * Calls the listener once, when the response is sent or the client disconnects. A client that left before its request was
 * read emits no further event, so the listener is called at once.
 */
export function onceClosed({ raw }: FastifyReply, listener: () => void): void {
  if (raw.destroyed) listener();
  // Not `once`: the event fires only once, and removing the listener has a cost.
  else raw.on('close', listener);
}
