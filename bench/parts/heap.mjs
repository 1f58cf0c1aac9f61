// Growth of the JavaScript heap: its size after a forced collection, before and after many calls of both eras.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HttpLoad } from '../load/http-load.mjs';
import { KINDS } from '../load/messages.mjs';
import { untilCalls } from '../load/measure.mjs';
import { FOLDER } from '../machine/processes.mjs';
import { startServer } from '../servers/running-server.mjs';

const PROBE = fileURLToPath(new URL('../servers/heap-probe.mjs', import.meta.url));
const CONNECTIONS = 32;
const WARM_UP = 10_000;
const LOOK_MS = 20;

/** Resolves with the heap in bytes before and after the calls, read by a script that Node preloads. */
export async function runHeap({ calls, limitMs }, { backend, auth, say }) {
  say(`heap: ${calls} calls`);
  const file = join(FOLDER, 'heap');
  const options = { node: ['--expose-gc', '--import', PROBE], env: { BENCH_HEAP_FILE: file } };
  const server = await startServer('orvion', { backend: backend.url, auth, ...options });
  const end = performance.now() + limitMs;
  try {
    const run = async (count) => callBothEras(server, count, end);
    await run(Math.min(WARM_UP, calls));
    const before = await heapOf(server.pid, file);
    const tallies = await run(calls);
    const after = await heapOf(server.pid, file);
    const sum = (read) => tallies.reduce((total, tally) => total + read(tally), 0);
    const done = sum((tally) => tally.calls);
    const [errors, wrong] = [sum((tally) => tally.errors), sum((tally) => tally.wrongResponses)];
    return { calls: done, asked: calls, before, after, perCall: (after - before) / done, errors, wrong };
  } finally {
    await server.stop();
  }
}

async function callBothEras(server, calls, end) {
  const tallies = [];
  for (const era of ['2025', '2026']) {
    const { port, headers } = server;
    const load = new HttpLoad({ ports: [port], connections: CONNECTIONS, kind: KINDS.call, era, headers });
    load.start();
    await untilCalls(load.tally, calls / 2, Math.max(0, (end - performance.now()) / 2));
    load.end();
    tallies.push(load.tally);
  }
  return tallies;
}

async function heapOf(pid, file) {
  // Memory of closed connections is released a moment later.
  await pause(500);
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) await pause(LOOK_MS);
  return Number(readFileSync(file, 'utf8'));
}
