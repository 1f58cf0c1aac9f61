import type { DestinationStream } from 'pino';

/** Enough for a burst; a log that nobody reads must not fill the memory. */
const MAX_WAITING_BYTES = 1024 * 1024;

let lines = '';

/**
 * Stderr as a destination that never waits. Some clients give a server a pipe for its stderr and never read it: after
 * 64 KB a write that waits would stop every call, and the end of input would go unnoticed. Lines without room are dropped.
 * The lines of one turn of the event loop are written at once, since a write costs as much as a hundred lines.
 */
export const logStream: DestinationStream = {
  write(line) {
    if (process.stderr.writableLength + lines.length >= MAX_WAITING_BYTES) return;
    if (lines === '') setImmediate(flush);
    lines += line;
  },
};

function flush(): void {
  if (lines !== '') process.stderr.write(lines);
  lines = '';
}

// However the process ends, unless it is killed.
process.on('exit', flush);
