import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Stops accepting connections, at the latest after the timeout. Resolves with a promise for the end of the last
 * connection. Existing connections are not cut off:
 *
 * - When a listener is closed, the system resets connections that wait to be accepted, and their clients cannot know
 *   whether a request was carried out. So it is closed right after a turn of the event loop without a new connection,
 *   which is the next one unless the server is overloaded.
 * - `close()` of an HTTP server also cuts connections that look idle, as does one whose request has arrived but is not
 *   read yet. So only the listener is closed here.
 */
export async function stopListening(server: Server, timeoutMs: number): Promise<{ closed: Promise<void> }> {
  const deadline = performance.now() + timeoutMs;
  let accepted: boolean;
  const onConnection = (_socket: Socket): void => void (accepted = true);
  server.on('connection', onConnection);
  do {
    accepted = false;
    await nextTurn();
  } while (accepted && performance.now() < deadline);
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  server.off('connection', onConnection);
  return { closed };
}
