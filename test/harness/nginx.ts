import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

/** The configuration that the documents show. */
export const SHIPPED = 'deploy/nginx/orvion-mcp.conf';

const FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** nginx as a process of its own. */
export interface Nginx {
  readonly origin: string;
  readonly endpoint: string;
  /** What it wrote into its error log. */
  readonly said: () => string;
  stop(): Promise<void>;
}

/** Starts nginx with the shipped configuration, in which nothing is changed but addresses. */
export async function startNginx(instances: readonly string[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-nginx-'));
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'orvion-mcp.conf'), placed(readFileSync(SHIPPED, 'utf8'), address, instances));
  writeFileSync(join(folder, 'nginx.conf'), surroundings(folder));
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const origin = `http://${address}`;
  await waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}:\n${said}`);
    return fetch(origin).then(
      () => true,
      () => false,
    );
  });
  return {
    origin,
    endpoint: `${origin}/mcp`,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The configuration with the addresses of the test in place of its examples. Throws when it has no such example. */
function placed(shipped: string, address: string, instances: readonly string[]): string {
  const [listen, server] = ['listen 80;', 'server 10.0.0.11:3000 '];
  if (!shipped.includes(listen) || !shipped.includes(server)) throw new Error(`${SHIPPED} has other examples`);
  return (
    shipped
      .replace(listen, `listen ${address};`)
      // The first of the two lines of each kind stands for as many as there are instances.
      .replaceAll(/^.*server 10\.0\.0\.12:3000 .*\n/gm, '')
      .replaceAll(/^(.*)server 10\.0\.0\.11:3000 (.*)\n/gm, (_line, indent: string, options: string) =>
        instances.map((instance) => `${indent}server ${instance} ${options}\n`).join(''),
      )
  );
}

/** What Debian's own nginx.conf has around it, in folders of the test. */
const surroundings = (folder: string): string => `
  worker_processes 2;
  pid nginx.pid;
  error_log stderr warn;
  events { worker_connections 2048; }
  http {
    access_log off;
    ${FOLDERS.map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n    ')}
    include ${join(folder, 'orvion-mcp.conf')};
  }
`;
