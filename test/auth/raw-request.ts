import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';

/** A response with what tests of authentication look at. */
export interface HttpResponse {
  readonly status: number;
  readonly challenge: string | null;
  readonly body: { result?: Record<string, unknown>; error?: { code: number; message: string }; id?: unknown };
}

/** Posts a message with a token, or without one. */
export async function post(
  endpoint: string,
  token: string | undefined,
  message: object = toolCall('list_invoices', { limit: 1 }),
  headers: Readonly<Record<string, string>> = MCP_HEADERS,
): Promise<HttpResponse> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(message),
  });
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    body: (await response.json()) as HttpResponse['body'],
  };
}

/** Posts with header lines as they are written, duplicates included; gives the status. */
export async function postRaw(endpoint: string, lines: readonly string[]): Promise<number> {
  const { port, host } = new URL(endpoint);
  const body = JSON.stringify(toolCall('list_invoices', { limit: 1 }));
  const head = [
    'POST /mcp HTTP/1.1',
    `Host: ${host}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    `Content-Length: ${body.length}`,
    'Connection: close',
    ...lines,
  ];
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return Number((await text(socket)).split(' ')[1]);
}
