// Calls over HTTP: all servers run and are warmed up once, then they are measured in turns.
import { HttpLoad } from '../load/http-load.mjs';
import { KINDS } from '../load/messages.mjs';
import { AFTER_REST, measure, warmUpWith } from '../load/measure.mjs';
import { residentMiB } from '../machine/cpu.mjs';
import { SERVERS } from '../servers/catalogue.mjs';
import { startServer } from '../servers/running-server.mjs';
import { inTurns } from './rounds.mjs';
import { withAll } from './with-all.mjs';

/** Resolves with the rounds: the measurements of each server by point, and its memory before and after. */
export async function runHttp(plan, context) {
  const { servers, points, windowMs, warmUp } = plan;
  const start = async (name) => startServer(name, { backend: context.backend.url, auth: context.auth });
  return withAll(servers, start, async (running) => {
    const idleMiB = byName(running, ({ pid }) => residentMiB(pid));
    for (const name of servers) {
      context.say(`http: warming up ${name}`);
      for (const point of pointsOf(name, firstOfEachKind(points)))
        await warmUpWith(loadOn(running[name], point), warmUp[point.kind]);
    }
    const spots = points.flatMap(({ kind, connections }) =>
      servers.flatMap((name) => pointsOf(name, [{ kind, connections }]).map((point) => ({ name, point }))),
    );
    const rounds = await inTurns(plan, 'http', spots, context, async ({ name, point }) => ({
      [pointKey(point)]: await measure({
        load: loadOn(running[name], point),
        pids: [running[name].pid],
        // Servers that wait for their turn are idle; any work of theirs counts as foreign load.
        others: [context.backend.pid],
        warmUp: AFTER_REST,
        windowMs,
      }),
    }));
    const loadedMiB = byName(running, ({ pid }) => residentMiB(pid));
    for (const round of rounds)
      for (const name of servers) Object.assign(round[name], { idleMiB: idleMiB[name], loadedMiB: loadedMiB[name] });
    return { rounds };
  });
}

/** Returns the name of a point in the results. */
const pointKey = ({ kind, era, connections }) => `${kind}/${era}/${connections}`;

const loadOn = ({ port, headers }, { kind, era, connections }) =>
  new HttpLoad({ ports: [port], kind: KINDS[kind], era, connections, headers });

const byName = (running, read) =>
  Object.fromEntries(Object.entries(running).map(([name, server]) => [name, read(server)]));

const firstOfEachKind = (points) => points.filter(({ kind }, at) => points.findIndex((p) => p.kind === kind) === at);

/** Returns the points of a server: the floor has no list, and runs without the backend use only the middle load. */
const pointsOf = (name, points) =>
  points
    .filter(({ kind }) => kind === 'call' || !['floor', 'alone'].includes(name))
    .filter(({ kind, connections }) => name !== 'alone' || (kind === 'call' && connections === 32))
    .flatMap((point) => SERVERS[name].eras.map((era) => ({ ...point, era })));
