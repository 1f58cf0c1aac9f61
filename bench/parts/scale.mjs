// How the cost grows with processes, with the size of a response, and with the number of tools.
import { HttpLoad } from '../load/http-load.mjs';
import { KINDS } from '../load/messages.mjs';
import { measure } from '../load/measure.mjs';
import { moveTo } from '../machine/cores.mjs';
import { startServer } from '../servers/running-server.mjs';
import { inRounds } from './rounds.mjs';

const CONNECTIONS = 64;
const MANY = 40;

/** Resolves with the rounds of all three parts. */
export async function runScale({ processes, rows, tools, windowMs, warmUp }, context) {
  const timing = { windowMs, warmUp };
  const run = async (plan, title, measureServer) =>
    inRounds(plan, `scale, ${title}`, async (name) => measureServer(name, timing, context), context);
  return {
    processes: await run(processes, 'processes', processCounts),
    rows: await run(rows, 'size of the answer', answerSizes),
    tools: await run(tools, 'number of tools', toolCounts),
  };
}

/** One process and two, without pinning: the system schedules servers, backend and load on both cores. */
async function processCounts(name, timing, context) {
  const { backend } = context;
  moveTo('both');
  moveTo('both', backend.pid);
  try {
    const result = {};
    for (const count of [1, 2]) {
      result[count] = await withServers(name, { count, options: { place: 'both' } }, context, async (servers) =>
        point(servers, { kind: 'call', connections: CONNECTIONS }, timing, context),
      );
    }
    return result;
  } finally {
    moveTo('load');
    moveTo('load', backend.pid);
  }
}

/** Responses with 1, 20 and 100 invoices. */
const answerSizes = async (name, timing, context) =>
  withServers(name, {}, context, async (servers) => {
    const result = {};
    for (const kind of ['call', 'rows20', 'rows100']) result[kind] = await point(servers, { kind }, timing, context);
    return result;
  });

/** Servers with 4 and 40 tools. */
async function toolCounts(name, timing, context) {
  const result = {};
  for (const count of [4, MANY]) {
    const options = { env: { BENCH_TOOLS: String(count) } };
    const server = name === 'orvion' ? 'orvion-tools' : name;
    result[count] = await withServers(server, { options }, context, async (servers) => ({
      call: await point(servers, { kind: 'call' }, timing, context),
      list: await point(servers, { kind: 'list' }, timing, context),
    }));
  }
  return result;
}

async function withServers(name, { count = 1, options = {} }, { backend, auth, patience }, work) {
  await patience.quiet();
  const servers = [];
  try {
    for (let at = 0; at < count; at += 1) {
      servers.push(await startServer(name, { backend: backend.url, auth, ...options }));
    }
    return await work(servers);
  } finally {
    await Promise.all(servers.map(async (server) => server.stop()));
  }
}

async function point(servers, { kind, connections = 32 }, { windowMs, warmUp }, { backend }) {
  const ports = servers.map(({ port }) => port);
  const [{ headers }] = servers;
  const load = new HttpLoad({ ports, connections, kind: KINDS[kind], era: '2025', headers });
  return measure({ load, pids: servers.map(({ pid }) => pid), others: [backend.pid], warmUp, windowMs });
}
