import type { DestinationStream } from 'pino';

/** Enough for a burst; a log that nobody reads must not fill the memory. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * Stderr as a destination that never waits. Some clients give a server a pipe for its stderr and never read it: after
 * 64 KB a write that waits would stop every call, and the end of input would go unnoticed. Lines without room are dropped.
 */
export const logStream: DestinationStream = {
  write(line) {
    if (process.stderr.writableLength < MAX_WAITING_BYTES) process.stderr.write(line);
  },
};
