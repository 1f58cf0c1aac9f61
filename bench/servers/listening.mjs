// Starting and stopping a plain HTTP server.
import { PORT } from './settings.mjs';

/** Listens, and ends the process on SIGTERM in the ordinary way, so that a profile of it gets written. */
export function listen(server) {
  server.listen(PORT, '127.0.0.1');
  endOnSignal();
}

export function endOnSignal() {
  process.once('SIGTERM', () => process.exit(0));
}
