import { Agent, request } from 'node:http';
import type { Envelope } from './clients.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from './messages.js';

/** A client that keeps its connections and never sends anything twice: what is lost shows. */
export interface KeptClient {
  /** The envelope of a call; rejects when there is none. */
  call(tool: string, args: unknown): Promise<Envelope>;
  /** Connections it has opened so far. */
  readonly connections: () => number;
  close(): void;
}

/** Speaks the protocol of 2026-07-28, or that of the revisions before. */
export function keptClient(endpoint: string, isModern: boolean): KeptClient {
  const agent = new Agent({ keepAlive: true });
  let connections = 0;
  return {
    call: async (tool, args) => {
      const message = isModern ? modernCall(tool, args) : toolCall(tool, args);
      const headers = isModern ? modernHeaders(tool) : { ...MCP_HEADERS, 'mcp-protocol-version': '2025-11-25' };
      return new Promise((resolve, reject) => {
        const outgoing = request(endpoint, { method: 'POST', agent, headers }, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            try {
              resolve((JSON.parse(text) as { result: { structuredContent: Envelope } }).result.structuredContent);
            } catch {
              reject(new Error(`${incoming.statusCode}: ${text}`));
            }
          });
        });
        outgoing.on('socket', (socket) => socket.connecting && (connections += 1));
        outgoing.on('error', reject);
        outgoing.end(JSON.stringify(message));
      });
    },
    connections: () => connections,
    close: () => agent.destroy(),
  };
}
