import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** However many come, the listener is closed after this time. */
const PATIENCE_MS = 2_000;

/**
 * Takes no new connections; resolves with a promise for the end of the last one. Nobody who is already here is cut off:
 *
 * - The system resets connections that wait to be accepted when their listener is closed, and nobody could tell whether
 *   what they had sent was carried out. So that is done right after a turn of the event loop in which nobody came.
 * - `close()` of an HTTP server also cuts connections that look idle. One whose request has arrived and is not read yet
 *   looks like that, so only the listener is closed here.
 */
export async function stopListening(server: Server): Promise<{ closed: Promise<void> }> {
  const giveUp = performance.now() + PATIENCE_MS;
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
