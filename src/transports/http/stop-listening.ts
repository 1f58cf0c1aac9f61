import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Takes no new connections, at the latest after so many milliseconds; resolves with a promise for the end of the last
 * one. Nobody who is already here is cut off:
 *
 * - The system resets connections that wait to be accepted when their listener is closed, and nobody could tell whether
 *   what they had sent was carried out. So that is done right after a turn of the event loop in which nobody came, which
 *   is the very next one unless the server has more to do than it can.
 * - `close()` of an HTTP server also cuts connections that look idle. One whose request has arrived and is not read yet
 *   looks like that, so only the listener is closed here.
 */
export async function stopListening(server: Server, withinMs: number): Promise<{ closed: Promise<void> }> {
  const giveUp = performance.now() + withinMs;
  let came: boolean;
  const note = (_socket: Socket): void => void (came = true);
  server.on('connection', note);
  do {
    came = false;
    await nextTurn();
  } while (came && performance.now() < giveUp);
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  server.off('connection', note);
  return { closed };
}
