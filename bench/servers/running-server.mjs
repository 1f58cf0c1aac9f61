// Starts the servers of the comparison.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../machine/free-port.mjs';
import { startNode, stop } from '../machine/processes.mjs';
import { SERVERS } from './catalogue.mjs';

const START_MS = 20_000;
const LOOK_MS = 1;

/** Starts the constant backend on the core of the load. */
export async function startBackend(place = 'load') {
  const port = await freePort();
  const child = startNode([fileURLToPath(new URL('backend.mjs', import.meta.url))], {
    place,
    env: { PORT: String(port) },
    log: 'backend.log',
  });
  await untilListening(port, child);
  return { child, pid: child.pid, url: `http://127.0.0.1:${port}/v1`, stop: async () => stop(child) };
}

/** Starts a server without waiting for it. Options: backend, auth, place, env, node (options of Node itself), stdio. */
export async function spawnServer(name, { backend, auth, place = 'server', env = {}, node = [], stdio = false }) {
  const server = SERVERS[name];
  const port = stdio ? undefined : await freePort();
  const told = { port, backend, auth, stdio };
  const args = [...node, ...server.args(told)];
  const child = startNode(args, { place, env: { ...server.env(told), ...env }, stdio, log: `${name}.log` });
  return { name, child, pid: child.pid, port, headers: server.headers?.(told) ?? {}, stop: async () => stop(child) };
}

/** Starts a server over HTTP and resolves when it accepts connections. */
export async function startServer(name, options) {
  const server = await spawnServer(name, options);
  try {
    await untilListening(server.port, server.child);
    return server;
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}

/** Resolves when something listens on a port. Rejects when its process ends or takes too long. */
export async function untilListening(port, child) {
  const end = performance.now() + START_MS;
  while (performance.now() < end && child.exitCode === null && child.signalCode === null) {
    if (await accepts(port)) return;
    await pause(LOOK_MS);
  }
  throw new Error(`${child.spawnargs.slice(7).join(' ')} did not listen (exit code ${child.exitCode})`);
}

async function accepts(port) {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
