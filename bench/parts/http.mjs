// Calls over HTTP: every server in every round, in rotating order, each time as a fresh process.
import { HttpLoad } from '../load/http-load.mjs';
import { KINDS } from '../load/messages.mjs';
import { measure } from '../load/measure.mjs';
import { residentMiB } from '../machine/cpu.mjs';
import { SERVERS } from '../servers/catalogue.mjs';
import { startServer } from '../servers/running-server.mjs';
import { inRounds } from './rounds.mjs';

/** Name of a point in results. */
const pointKey = ({ kind, era, connections }) => `${kind}/${era}/${connections}`;

/** Resolves with the rounds: for each server the measurements by point, and its memory before and after. */
export async function runHttp(plan, context) {
  const { points, windowMs, warmUp } = plan;
  const measureOne = async (name) => measureServer(name, { points: pointsOf(name, points), windowMs, warmUp }, context);
  return { rounds: await inRounds(plan, 'http', measureOne, context) };
}

/** What a server takes part in: the floor has no list, and without the backend only the middle load is of interest. */
const pointsOf = (name, points) =>
  points
    .filter(({ kind }) => kind === 'call' || !['floor', 'alone'].includes(name))
    .filter(({ kind, connections }) => name !== 'alone' || (kind === 'call' && connections === 32))
    .flatMap((point) => SERVERS[name].eras.map((era) => ({ ...point, era })));

async function measureServer(name, { points, windowMs, warmUp }, { backend, auth, patience }) {
  await patience.quiet();
  const server = await startServer(name, { backend: backend.url, auth });
  try {
    const result = { idleMiB: residentMiB(server.pid) };
    const warm = new Set();
    for (const point of points) {
      const { kind, era, connections } = point;
      const load = new HttpLoad({ ports: [server.port], kind: KINDS[kind], era, connections, headers: server.headers });
      // Code that is new to this process has to be compiled; later points only have to open their connections.
      const isNew = !warm.has(`${kind}/${era}`);
      warm.add(`${kind}/${era}`);
      result[pointKey(point)] = await measure({
        load,
        pids: [server.pid],
        others: [backend.pid],
        warmUp: isNew ? warmUp[kind] : { calls: 2 * connections, limitMs: 500 },
        windowMs,
      });
    }
    return { ...result, loadedMiB: residentMiB(server.pid) };
  } finally {
    await server.stop();
  }
}
