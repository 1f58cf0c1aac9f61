// Starting and stopping a plain HTTP server.
import { PORT } from './settings.mjs';

/** Listens, and exits normally on SIGTERM, so that Node writes a profile. */
export function listen(server) {
  server.listen(PORT, '127.0.0.1');
  endOnSignal();
}

export function endOnSignal() {
  process.once('SIGTERM', () => process.exit(0));
}
