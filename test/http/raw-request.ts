import { once } from 'node:events';
import { connect } from 'node:net';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';

/** A response as it came over the socket. */
export interface RawResponse {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes on a connection of their own and gives the response that ends it. Headers are latin1, as Node reads them. */
export async function rawRequest(port: number, text: string): Promise<RawResponse> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  socket.write(text, 'latin1');
  let response = '';
  socket.on('data', (chunk) => (response += String(chunk)));
  try {
    await once(socket, 'close');
  } finally {
    socket.destroy();
  }
  const [head = '', body = ''] = response.split('\r\n\r\n', 2);
  return { status: Number(head.slice(9, 12)), head, body };
}

/** A POST of one small call with exactly these header lines besides those that every client sends. */
export function rawPost(lines: readonly string[], target = '/mcp'): string {
  const body = JSON.stringify(toolCall('get_invoice', {}));
  const usual = Object.entries(MCP_HEADERS).map(([name, value]) => `${name}: ${value}`);
  const all = [...lines, ...usual, `content-length: ${body.length}`, 'connection: close'];
  return `POST ${target} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`;
}

/** A GET with these header lines. */
export const rawGet = (target: string, lines: readonly string[]): string =>
  `GET ${target} HTTP/1.1\r\n${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n`;
