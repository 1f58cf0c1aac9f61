// Cold start: from the spawn of a process to its first response to `tools/call`, as a client sees it.
import { setTimeout as pause } from 'node:timers/promises';
import { HttpConnection } from '../load/http-connection.mjs';
import { httpRequest } from '../load/http-load.mjs';
import { eraHeaders, INITIALIZE, isRightAnswer, KINDS, requestText } from '../load/messages.mjs';
import { StdioPeer } from '../load/stdio-load.mjs';
import { nextId } from '../load/tally.mjs';
import { cpuMicroseconds, residentMiB } from '../machine/cpu.mjs';
import { watchForeign } from '../machine/foreign-load.mjs';
import { spawnServer } from '../servers/running-server.mjs';
import { inRounds } from './rounds.mjs';

const LONGEST_MS = 20_000;
const LOOK_MS = 1;
const { call } = KINDS;

/** Resolves with the rounds: the start of each server over HTTP and stdio. */
export async function runCold(plan, context) {
  const startBoth = async (name) => ({
    http: await start(name, { stdio: false }, firstHttpCall, context),
    stdio: await start(name, { stdio: true }, firstStdioCall, context),
  });
  return { rounds: await inRounds(plan, 'cold start', startBoth, context) };
}

/** Starts a server and waits for its first response. Resolves with time and CPU in milliseconds, and memory in MiB. */
async function start(name, { stdio }, firstCall, { backend, auth, patience }) {
  await patience.quiet();
  const foreign = watchForeign(() => [process.pid, backend.pid]);
  const started = performance.now();
  const server = await spawnServer(name, { backend: backend.url, auth, stdio });
  try {
    await within(LONGEST_MS, firstCall(server), name);
    const ms = performance.now() - started;
    const cpuMs = cpuMicroseconds(server.pid) / 1000;
    return { ms, cpuMs, residentMiB: residentMiB(server.pid), foreign: Math.max(0, foreign() - share(cpuMs, ms)) };
  } finally {
    await server.stop();
  }
}

const share = (cpuMs, ms) => cpuMs / ms / 2;

async function firstHttpCall(server) {
  const { port, headers } = server;
  const ask = async (text, more) => post(port, httpRequest(port, text, { ...headers, ...more }), server.child);
  const id = nextId();
  await ask(JSON.stringify(INITIALIZE), {});
  check(id, await ask(requestText(call, '2025', id), eraHeaders(call, '2025')));
}

/** Sends a request as soon as the server accepts it. */
async function post(port, request, child) {
  while (child.exitCode === null) {
    const connection = new HttpConnection(port);
    try {
      return await new Promise((resolve, reject) => {
        connection.send(request, (error, _status, body) => (error ? reject(error) : resolve(body)));
      });
    } catch {
      // The server does not listen yet.
      await pause(LOOK_MS);
    } finally {
      connection.close();
    }
  }
  throw new Error('The server ended before it answered');
}

async function firstStdioCall({ child }) {
  const peer = new StdioPeer(child);
  const id = nextId();
  await peer.initialize();
  check(id, await peer.ask(requestText(call, '2025', id)));
}

function check(id, body) {
  if (!isRightAnswer(call, id, body)) throw new Error(`A cold start was answered wrongly: ${body.slice(0, 300)}`);
}

async function within(ms, work, name) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not answer its first call within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
