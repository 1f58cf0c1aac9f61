import { Writable } from 'node:stream';

/**
 * Takes stdout for the protocol: the returned stream alone writes to it from now on. Whatever else is printed, by us or
 * by a library, goes to stderr, since one stray line breaks the connection for the client.
 */
export function claimStdout(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  const protocol = new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, done);
    },
  });
  // The client closed its end: the error is the protocol stream's, and must not end the process by itself.
  stdout.on('error', (error) => protocol.destroy(error));
  stdout.write = stderr.write.bind(stderr);
  return protocol;
}
