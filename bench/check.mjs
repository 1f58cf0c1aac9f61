// The short benchmark for CI: compares the service with the floor, and both with the last full run. It looks only for
// regressions, so its bounds are wide, and it checks no absolute times.
import { installPeers } from './install.mjs';
import { checkCores, moveTo } from './machine/cores.mjs';
import { Patience } from './machine/foreign-load.mjs';
import { endAfter } from './machine/processes.mjs';
import { runCold } from './parts/cold.mjs';
import { runHttp } from './parts/http.mjs';
import { compare } from './report/bounds.mjs';
import { startBackend } from './servers/running-server.mjs';

const LONGEST_SECONDS = 240;

const HTTP = {
  servers: ['floor', 'orvion'],
  points: [
    { kind: 'call', connections: 32 },
    { kind: 'list', connections: 32 },
  ],
  rounds: 4,
  limitMs: 60_000,
  windowMs: 500,
  warmUp: { call: { calls: 30_000, limitMs: 8000 }, list: { calls: 8000, limitMs: 2500 } },
};
const COLD = { servers: ['floor', 'sdk-v1', 'orvion'], rounds: 3, limitMs: 20_000 };

const FIGURES = [
  'CPU a call / floor, 32 connections, 2025 era',
  'CPU a call / floor, 32 connections, 2026-07-28 era',
  'CPU of `tools/list` / of `tools/call`, the worse era',
  'HTTP: spawn to first call answered / floor',
  'stdio: spawn to first call answered / SDK 1',
  'wrong answers and errors',
];

async function measure() {
  const backend = await startBackend();
  const context = { backend, patience: new Patience(10_000), say: () => undefined };
  try {
    return { http: await runHttp(HTTP, context), cold: await runCold(COLD, context) };
  } finally {
    await backend.stop();
  }
}

checkCores();
installPeers();
endAfter(LONGEST_SECONDS);
moveTo('load');
const compared = compare(await measure(), FIGURES);
for (const { within, line } of compared) process.stdout.write(`${within ? 'ok    ' : 'FAILED'} ${line}\n`);
const failed = compared.filter(({ within }) => !within).length;
process.stdout.write(`${compared.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
