import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What happens to one request on its way, in the words of network fault injectors. */
export type ProxyFault =
  | { readonly kind: 'latency'; readonly ms: number }
  /** The backend works at once; its response takes its time. */
  | { readonly kind: 'slow-response'; readonly ms: number }
  /** The response arrives a byte at a time. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  | { readonly kind: 'reset-before-commit' }
  /** The backend did its work; its response is lost. */
  | { readonly kind: 'reset-after-commit' }
  | { readonly kind: 'cut-body' }
  /** The connection stays open and nothing ever comes. */
  | { readonly kind: 'half-open' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** A request as the proxy saw it. */
export interface PassedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

/** Decides about each request; undefined lets it pass unharmed. */
export type Decide = (request: PassedRequest) => ProxyFault | undefined;

export interface FaultProxy {
  /** Base address that leads through the proxy to the backend. */
  readonly baseUrl: string;
  readonly passed: readonly PassedRequest[];
  /** Connections that clients hold open to the proxy now. */
  connections(): Promise<number>;
  /** Changes what happens from the next request on, and forgets what passed. */
  decide(next: Decide): void;
  close(): Promise<void>;
}

const unharmed: Decide = () => undefined;

/** A proxy between a service and its backend that makes the network as bad as a test wants it. */
export async function startFaultProxy(backendUrl: string): Promise<FaultProxy> {
  const backend = new URL(backendUrl);
  const passed: PassedRequest[] = [];
  let decide: Decide = unharmed;
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const seen = { method: incoming.method ?? '', path: incoming.url ?? '', body, at: performance.now() };
    passed.push(seen);
    const fault = decide(seen);
    if (fault?.kind === 'half-open') return;
    if (fault?.kind === 'reset-before-commit') return void response.destroy();
    if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end('{"detail":"fault"}');
    if (fault?.kind === 'latency') await pause(fault.ms);
    const upstream = await ask(incoming, body);
    if (fault?.kind === 'slow-response') await pause(fault.ms);
    if (fault?.kind === 'reset-after-commit') return void response.destroy();
    response.writeHead(upstream.status, { 'content-type': 'application/json', 'content-length': upstream.text.length });
    if (fault?.kind === 'cut-body') {
      response.write(upstream.text.subarray(0, upstream.text.length / 2), () => response.destroy());
    } else if (fault?.kind === 'bandwidth') {
      for (const byte of upstream.text) {
        if (response.destroyed) return;
        response.write(Buffer.of(byte));
        await pause(1000 / fault.bytesPerSecond);
      }
      response.end();
    } else {
      response.end(upstream.text);
    }
  }

  async function ask(
    { method, url, headers }: IncomingMessage,
    body: string,
  ): Promise<{ status: number; text: Buffer }> {
    return new Promise((resolve, reject) => {
      const options = { host: backend.hostname, port: backend.port, path: url, method, headers };
      const outgoing = forward(options, (upstream) => {
        const chunks: Buffer[] = [];
        upstream.on('data', (chunk: Buffer) => chunks.push(chunk));
        upstream.on('end', () => resolve({ status: upstream.statusCode ?? 502, text: Buffer.concat(chunks) }));
        upstream.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${backend.pathname}`,
    passed,
    connections: async () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    decide: (next) => {
      decide = next;
      passed.length = 0;
    },
    close: async () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
