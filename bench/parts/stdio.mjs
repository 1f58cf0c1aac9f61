// Calls over stdio: one after the other, and 32 under way.
import { KINDS } from '../load/messages.mjs';
import { measure } from '../load/measure.mjs';
import { StdioLoad, StdioPeer } from '../load/stdio-load.mjs';
import { spawnServer } from '../servers/running-server.mjs';
import { inRounds } from './rounds.mjs';

/** Resolves with the rounds: for each server the measurements by calls in flight. */
export async function runStdio(plan, context) {
  return { rounds: await inRounds(plan, 'stdio', async (name) => measureServer(name, plan, context), context) };
}

async function measureServer(name, { windowMs, warmUp }, { backend, patience }) {
  await patience.quiet();
  const server = await spawnServer(name, { backend: backend.url, stdio: true });
  try {
    const peer = new StdioPeer(server.child);
    await peer.initialize();
    const result = {};
    for (const inFlight of [1, 32]) {
      const load = new StdioLoad(peer, { inFlight, kind: KINDS.call, era: '2025' });
      result[inFlight] = await measure({ load, pids: [server.pid], others: [backend.pid], warmUp, windowMs });
    }
    return result;
  } finally {
    await server.stop();
  }
}
