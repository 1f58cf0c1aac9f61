// The production setup: nginx in front of the service, and a Redis in which it counts calls.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpLoad } from '../load/http-load.mjs';
import { KINDS } from '../load/messages.mjs';
import { measure } from '../load/measure.mjs';
import { freePort } from '../machine/free-port.mjs';
import { FOLDER, startProgram, stop } from '../machine/processes.mjs';
import { startServer, untilListening } from '../servers/running-server.mjs';
import { inRounds } from './rounds.mjs';

const CONNECTIONS = 32;
const SHIPPED = new URL('../../deploy/nginx/orvion-mcp.conf', import.meta.url);
const HOST = 'mcp.example.com';
const NEEDED = [
  ['nginx', '-v'],
  ['redis-server', '--version'],
];

/** Resolves with the rounds, or with the reason why they were skipped. */
export async function runAround(plan, context) {
  process.env.PATH += ':/usr/sbin';
  const missing = NEEDED.filter(([program, ask]) => spawnSync(program, [ask], { stdio: 'ignore' }).error);
  if (missing.length > 0) return { rounds: [], unknown: `${missing.map(([program]) => program).join(', ')} not found` };
  return {
    rounds: await inRounds({ ...plan, servers: ['orvion'] }, 'around', () => measureOnce(plan, context), context),
  };
}

/** Runs the service with nginx and Redis, which share the core of the load. */
async function measureOnce({ windowMs, warmUp }, { backend, auth, patience }) {
  await patience.quiet();
  const redis = await startRedis();
  const env = { ORVION_MCP_RATE_LIMIT_REDIS_URL: `redis://127.0.0.1:${redis.port}`, ORVION_MCP_ALLOWED_HOSTS: HOST };
  const server = await startServer('orvion', { backend: backend.url, auth, env });
  const nginx = await startNginx(server.port);
  try {
    const headers = { ...server.headers, host: HOST };
    const load = new HttpLoad({
      ports: [nginx.port],
      kind: KINDS.call,
      era: '2025',
      connections: CONNECTIONS,
      headers,
    });
    const beside = { nginx: nginx.child.pid, redis: redis.child.pid };
    return await measure({ load, pids: [server.pid], others: [backend.pid], beside, warmUp, windowMs });
  } finally {
    await Promise.all([stop(nginx.child), server.stop(), stop(redis.child)]);
  }
}

async function startRedis() {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = startProgram('redis-server', args, { place: 'load', log: 'redis.log' });
  await untilListening(port, child);
  return { port, child };
}

/** Runs nginx with the shipped configuration and one upstream instance. */
async function startNginx(instance) {
  const port = await freePort();
  const folder = join(FOLDER, 'nginx');
  mkdirSync(folder, { recursive: true });
  const shipped = readFileSync(SHIPPED, 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port}; keepalive_requests 1000000;`)
    .replaceAll(/^ *server 10\.0\.0\.12:3000 .*$/gm, '')
    .replaceAll('server 10.0.0.11:3000 ', `server 127.0.0.1:${instance} `);
  const around = `worker_processes 1; daemon off; pid ${folder}/pid; error_log stderr warn; events { worker_connections 1024; }`;
  writeFileSync(join(folder, 'nginx.conf'), `${around}\nhttp { access_log off; ${shipped} }\n`);
  const child = startProgram('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    place: 'load',
    log: 'nginx.log',
  });
  await untilListening(port, child);
  return { port, child };
}
