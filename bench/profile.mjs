// Where a server's time goes: `node bench/profile.mjs [server] [era] [connections]` runs it under load with
// `--cpu-prof` and prints the shares by cause and the functions with the most self time. The profiler takes time itself,
// so only shares count.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpLoad } from './load/http-load.mjs';
import { KINDS } from './load/messages.mjs';
import { untilCalls } from './load/measure.mjs';
import { checkCores, moveTo } from './machine/cores.mjs';
import { endAfter, FOLDER } from './machine/processes.mjs';
import { shown, table } from './report/markdown.mjs';
import { sharesOf } from './report/profile-shares.mjs';
import { startBackend, startServer } from './servers/running-server.mjs';

const SECONDS = 6;
/** The smallest share that is printed. */
const SHOWN = 0.005;
const WARM_UP = { calls: 40_000, limitMs: 60_000 };

const [name = 'orvion-unbundled', era = '2025', connections = '32', kind = 'call'] = process.argv.slice(2);

checkCores();
endAfter(180);
moveTo('load');
const backend = await startBackend();
const node = ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', FOLDER];
const server = await startServer(name, { backend: backend.url, node });
const options = {
  ports: [server.port],
  connections: Number(connections),
  kind: KINDS[kind],
  era,
  headers: server.headers,
};
const load = new HttpLoad(options);
load.start();
await untilCalls(load.tally, WARM_UP.calls, WARM_UP.limitMs);
const started = performance.now();
load.tally.restart();
await pause(SECONDS * 1000);
const [calls, elapsed] = [load.tally.calls, performance.now() - started];
load.end();
await server.stop();
await backend.stop();

const file = readdirSync(FOLDER).find((entry) => entry.endsWith('.cpuprofile'));
const { causes, functions } = sharesOf(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')), elapsed);
const percent = (share) => `${(share * 100).toFixed(1)} %`;
process.stdout.write(
  `${name}, ${era}, ${connections} connections: ${shown((calls / elapsed) * 1000)} calls/s under the profiler\n\n` +
    `${table(
      ['cause', 'share'],
      causes.filter(([, share]) => share >= SHOWN).map(([cause, share]) => [cause, percent(share)]),
    )}\n\n` +
    `${table(
      ['function', 'share'],
      functions.slice(0, 40).map(([place, share]) => [place, percent(share)]),
    )}\n`,
);
process.exit(0);
