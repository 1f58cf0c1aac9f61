import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Redis in a folder of its own, which keeps nothing over a restart. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly password: string,
  ) {}

  static async start(password = 'canary-redis-password'): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), password);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://:${this.password}@127.0.0.1:${this.port}`;
  }

  /** Starts it, again on the same port, and resolves when it takes connections. */
  async start(): Promise<void> {
    const cwd = mkdtempSync(join(tmpdir(), 'orvion-redis-'));
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--requirepass', this.password];
    const child = spawn('redis-server', [...options, '--save', '', '--appendonly', 'no'], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    let said = '';
    for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
      said += String(text);
      if (said.includes('Ready to accept connections')) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`redis-server ended early:\n${said}`);
  }

  /** Lets it hang with its connections open, or go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** Ends it at once, whatever state it is in. */
  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

/** Free a moment ago, and not given to anybody else soon. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
