import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the page of the host is served, and everything it sends to `/mcp` handed on to the service. */
export interface HostServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** What a careful host lets its page do. Frames without an origin of their own have the same policy, besides the view's. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; connect-src 'self'";
const PAGE =
  '<!doctype html><html lang="en"><head><title>Host</title></head><body><script type="module" src="/host.js"></script></body></html>';
const STYLE = '<style>body{margin:0}iframe{display:block;width:100%;border:0}</style>';

export async function startHostServer(endpoint: string): Promise<HostServer> {
  const script = readFileSync('build/view-host/host.js');
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/mcp') return handOn(incoming, outgoing, endpoint);
    if (incoming.url === '/host.js') return void outgoing.setHeader('content-type', 'text/javascript').end(script);
    outgoing.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', POLICY);
    outgoing.end(PAGE.replace('</head>', `${STYLE}</head>`));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function handOn(incoming: IncomingMessage, outgoing: ServerResponse, endpoint: string): void {
  const { method, headers } = incoming;
  const { host } = new URL(endpoint);
  const onward = request(endpoint, { method, headers: { ...headers, host } }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(onward);
}
