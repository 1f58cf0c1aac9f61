import type { DestinationStream } from 'pino';

/** Enough for a burst; a log that nobody reads must not fill the memory. */
const MAX_WAITING_BYTES = 1024 * 1024;

let lines = '';

/**
 * Writes log lines to stderr without ever blocking. Some clients connect stderr to a pipe and never read it: after 64 KB a
 * blocking write would stop every call. Lines are dropped while the buffer is full. Lines of one turn of the event loop are
 * written together, since one write costs as much as a hundred lines.
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

// Runs however the process ends, unless it is killed.
process.on('exit', flush);
