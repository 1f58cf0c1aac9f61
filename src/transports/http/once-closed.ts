import type { FastifyReply } from 'fastify';

/**
 * Calls the listener when the answer has left or its client is gone, whichever comes first. The event of a client that
 * left before its request was read is past when it could be listened for.
 */
export function onceClosed({ raw }: FastifyReply, listener: () => void): void {
  if (raw.destroyed) listener();
  // It happens once; a listener that takes itself away would only cost more.
  else raw.on('close', listener);
}
