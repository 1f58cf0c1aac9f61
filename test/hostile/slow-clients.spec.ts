import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { callTool } from '../harness/agent.js';
import { elapsed } from '../harness/wait-for.js';
import { startHttpProgram } from '../harness/program.js';
import { residentMiB } from './resident.js';

const CLIENTS = 66;
const CALL =
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_invoices","arguments":{"limit":100}}}';
const HEAD =
  'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n';

let program: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  program = await startHttpProgram(['--sandbox'], { ORVION_MCP_MAX_IN_FLIGHT: '1000' });
});

afterAll(async () => program.stop());

function open(): Socket {
  const socket = connect(Number(new URL(program.endpoint).port), '127.0.0.1');
  return socket.on('error', () => undefined);
}

/** Sends the start at once and then a byte each second; resolves with the milliseconds until the server ended it. */
async function drip(start: string): Promise<number> {
  const socket = open();
  const begin = performance.now();
  socket.write(start);
  const timer = setInterval(() => socket.write('x'), 1_000);
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(timer);
  return performance.now() - begin;
}

test('clients that send or read a byte now and then are cut in time, and others do not notice', async () => {
  const before = residentMiB(program.process);
  // Each of these asks for more than its socket holds, and never reads.
  const readers = Array.from({ length: CLIENTS }, () => {
    const socket = open().pause();
    socket.write(`${HEAD}Content-Length: ${CALL.length}\r\n\r\n${CALL}`.repeat(3));
    return socket;
  });
  const headers = Promise.all(Array.from({ length: CLIENTS }, async () => drip(`${HEAD}X-Slow: `)));
  const bodies = Promise.all(
    Array.from({ length: CLIENTS }, async () => drip(`${HEAD}Content-Length: 200000\r\n\r\n`)),
  );
  const over = new AbortController();
  const cut = Promise.all([headers, bodies]).finally(() => over.abort());
  const times: number[] = [];
  const others = (async () => {
    while (!over.signal.aborted) {
      times.push(await elapsed(callTool(program.endpoint, 'list_invoices', { limit: 1 })));
      await pause(20);
    }
  })();
  const [headerTimes, bodyTimes] = await cut;
  await others;
  for (const socket of readers) socket.destroy();
  times.sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? Infinity;
  const measurements = `headers cut after ${Math.round(Math.max(...headerTimes))} ms, bodies after ${Math.round(Math.max(...bodyTimes))} ms`;
  const memory = `resident ${before} -> ${residentMiB(program.process)} MiB`;
  process.stderr.write(
    `\n${3 * CLIENTS} slow clients: ${measurements}; ${times.length} other calls, p99 ${Math.round(p99)} ms; ${memory}\n`,
  );
  // Up to a second, a client that only writes now and then learns of it with its next byte.
  expect(Math.max(...headerTimes)).toBeLessThan(10_000 * 1.5);
  expect(Math.max(...bodyTimes)).toBeLessThan(30_000 * 1.5);
  expect(p99).toBeLessThan(5_000);
}, 90_000);
