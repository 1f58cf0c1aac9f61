import { Writable } from 'node:stream';

/**
 * Reserves stdout for the protocol: from now on only the returned stream writes to it. All other output of the process
 * goes to stderr, as one unexpected line would break the connection.
 */
export function claimStdout(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  const protocol = new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, done);
    },
  });
  // When the client closes its end, the error belongs to the protocol stream and must not crash the process.
  stdout.on('error', (error) => protocol.destroy(error));
  stdout.write = stderr.write.bind(stderr);
  return protocol;
}
