import { once } from 'node:events';
import { connect } from 'node:net';
import { callTool } from '../harness/agent.js';
import { startHttpProgram } from '../harness/program.js';

const HEAD =
  'POST /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\n';
const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_invoices","arguments":{"limit":1}}}';
const LENGTH = `Content-Length: ${CALL.length}\r\n`;

/** Bytes on a connection, and the statuses that may answer them; 0 is a connection that is closed without one. */
const CASES: readonly [what: string, bytes: string | Buffer, statuses: readonly number[]][] = [
  ['no HTTP', 'hello\r\n\r\n', [0, 400]],
  ['HTTP/0.9', 'GET /mcp\r\n\r\n', [0, 400]],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [0, 400]],
  ['the hello of TLS', Buffer.from('16030100a5010000a10303', 'hex'), [0, 400]],
  ['a version of the future', 'POST /mcp HTTP/9.9\r\nHost: localhost\r\n\r\n', [0, 400, 505]],
  ['no Host', `POST /mcp HTTP/1.1\r\n${LENGTH}\r\n${CALL}`, [400]],
  ['a header without a colon', `${HEAD}garbage\r\n${LENGTH}\r\n${CALL}`, [400]],
  ['a folded header', `${HEAD}X-A: 1\r\n 2\r\n${LENGTH}\r\n${CALL}`, [200, 400]],
  ['a header with NUL', `${HEAD}X-A: \0\r\n${LENGTH}\r\n${CALL}`, [400]],
  ['a header name with a blank', `${HEAD}X A: 1\r\n${LENGTH}\r\n${CALL}`, [400]],
  ['a bare line feed for an end', `${HEAD}X-A: 1\n${LENGTH}\r\n${CALL}`, [200, 400]],
  ['two lengths', `${HEAD}${LENGTH}Content-Length: 5\r\n\r\n${CALL}`, [400]],
  ['a length and chunks', `${HEAD}${LENGTH}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, [400]],
  ['a length that is no number', `${HEAD}Content-Length: 0x5e\r\n\r\n${CALL}`, [400]],
  ['a negative length', `${HEAD}Content-Length: -1\r\n\r\n${CALL}`, [400]],
  ['a length beyond every number', `${HEAD}Content-Length: ${'9'.repeat(30)}\r\n\r\n${CALL}`, [400, 413]],
  ['a length over the bound', `${HEAD}Content-Length: 300000\r\n\r\n`, [413]],
  ['an unknown coding', `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, [400, 501]],
  ['a chunk of a strange size', `${HEAD}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n`, [400]],
  ['a chunk with an extension', `${HEAD}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n`, [400]],
  [
    'chunks over the bound',
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n493e0\r\n${'x'.repeat(300_000)}\r\n0\r\n\r\n`,
    [0, 413],
  ],
  ['headers over the bound', `${HEAD}X-A: ${'a'.repeat(17_000)}\r\n${LENGTH}\r\n${CALL}`, [431]],
  ['thousands of headers', `${HEAD}${'X-A: 1\r\n'.repeat(6_000)}${LENGTH}\r\n${CALL}`, [431]],
  ['a path that cannot be decoded', 'POST /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n', [400]],
  ['a path above the root', 'POST /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', [404]],
  ['a very long path', `GET /${'a'.repeat(15_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, [404, 414, 431]],
  ['a method nobody knows', 'BREW /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n', [400, 404, 405]],
  ['a tunnel', 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n', [0, 400, 404, 405]],
  ['an upgrade', `${HEAD}Upgrade: websocket\r\nConnection: Upgrade\r\n${LENGTH}\r\n${CALL}`, [200, 400]],
  ['a promise to wait', `${HEAD}Expect: 200-maybe\r\n${LENGTH}\r\n${CALL}`, [400, 417]],
];

let program: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  program = await startHttpProgram(['--sandbox']);
});

afterAll(async () => program.stop());

/** Sends bytes and gives the status of the first response, 0 when there is none before the connection is over. */
async function statusOf(bytes: string | Buffer): Promise<number> {
  const socket = connect(Number(new URL(program.endpoint).port), '127.0.0.1');
  // What is sent after a refusal meets a closed connection.
  socket.on('error', () => undefined);
  socket.write(bytes);
  let response = '';
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const responded = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      response += chunk.toString('latin1');
      if (response.includes('\r\n\r\n')) resolve();
    });
  });
  await Promise.race([responded, closed]);
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0);
}

test.each(CASES)('%s is rejected, and the next call works', async (_what, bytes, statuses) => {
  expect(statuses).toContain(await statusOf(bytes));
  expect((await callTool(program.endpoint, 'list_invoices', { limit: 1 })).ok).toBe(true);
});

/** A call with an id of its own. */
const one = (id: number): string => `${HEAD}${LENGTH}\r\n${CALL.replace('"id":1', `"id":${id}`)}`;

test('requests one behind the other on one connection are answered each, in order', async () => {
  const socket = connect(Number(new URL(program.endpoint).port), '127.0.0.1');
  socket.write([1, 2, 3].map(one).join(''));
  let responses = '';
  while (!responses.includes('"id":3')) responses += String((await once(socket, 'data'))[0]);
  socket.destroy();
  expect([...responses.matchAll(/"id":(\d)\b(?!")/g)].map(([, id]) => id)).toEqual(['1', '2', '3']);
});
