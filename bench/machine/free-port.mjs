import { once } from 'node:events';
import { createServer } from 'node:net';

/** Returns a port that was free a moment ago, as servers differ in how they report a port of their own choice. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
