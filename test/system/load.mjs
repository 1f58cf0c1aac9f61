// Load on one address in a process of its own: node load.mjs PORT CONNECTIONS MILLISECONDS. Prints what came of the calls as JSON.
import { setTimeout as pause } from 'node:timers/promises';
import { HttpLoad } from '../../bench/load/http-load.mjs';
import { KINDS } from '../../bench/load/messages.mjs';

const [port, connections, milliseconds] = process.argv.slice(2).map(Number);
const WARM_UP_MS = 500;

const load = new HttpLoad({
  ports: [port],
  connections,
  kind: KINDS.call,
  era: '2025',
  headers: { host: 'mcp.example.com' },
});
load.start();
await pause(WARM_UP_MS);
load.tally.restart();
const started = performance.now();
await pause(milliseconds);
const { calls, errors, wrongResponses, firstFailure } = load.tally;
const perSecond = (calls * 1000) / (performance.now() - started);
load.end();
process.stdout.write(JSON.stringify({ perSecond, errors, wrongResponses, firstFailure }));
process.exit();
