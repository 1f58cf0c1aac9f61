// Calls over stdio, one at a time and 32 in flight. All servers run and are warmed up, then they are measured in turns.
import { KINDS } from '../load/messages.mjs';
import { AFTER_REST, measure, warmUpWith } from '../load/measure.mjs';
import { StdioLoad, StdioPeer } from '../load/stdio-load.mjs';
import { spawnServer } from '../servers/running-server.mjs';
import { inTurns } from './rounds.mjs';
import { withAll } from './with-all.mjs';

const IN_FLIGHT = [1, 32];

/** Resolves with the rounds: the measurements of each server by calls in flight. */
export async function runStdio(plan, context) {
  const { servers, windowMs, warmUp } = plan;
  const start = async (name) => {
    const server = await spawnServer(name, { backend: context.backend.url, stdio: true });
    const peer = new StdioPeer(server.child);
    await peer.initialize();
    return { ...server, peer };
  };
  return withAll(servers, start, async (running) => {
    const loadOn = (name, inFlight) => new StdioLoad(running[name].peer, { inFlight, kind: KINDS.call, era: '2025' });
    for (const name of servers) {
      context.say(`stdio: warming up ${name}`);
      await warmUpWith(loadOn(name, IN_FLIGHT.at(-1)), warmUp);
    }
    const spots = IN_FLIGHT.flatMap((inFlight) => servers.map((name) => ({ name, inFlight })));
    const rounds = await inTurns(plan, 'stdio', spots, context, async ({ name, inFlight }) => ({
      [inFlight]: await measure({
        load: loadOn(name, inFlight),
        pids: [running[name].pid],
        others: [context.backend.pid],
        warmUp: AFTER_REST,
        windowMs,
      }),
    }));
    return { rounds };
  });
}
