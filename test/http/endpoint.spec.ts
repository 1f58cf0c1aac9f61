import { connect } from 'node:net';
import request from 'supertest';
import { startApp } from '../harness/app.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';
import { waitFor } from '../harness/wait-for.js';

const backend = use(startBackend);
const service = use(async () => startApp(backend.variables));

beforeEach(async () => backend.fail());

const post = (headers: Record<string, string> = {}) =>
  request(service.app.getHttpServer())
    .post('/mcp')
    .set({ ...MCP_HEADERS, ...headers });

const fault = (code: number, id: unknown = null) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: expect.any(String) as string },
});

describe('methods', () => {
  test.each(['get', 'delete', 'put', 'patch', 'options'] as const)(
    '%s is answered 405 with Allow: POST',
    async (method) => {
      const response = await request(service.app.getHttpServer())[method]('/mcp');
      expect(response.status).toBe(405);
      expect(response.headers.allow).toBe('POST');
      expect(response.body).toEqual(fault(-32600));
    },
  );
});

test('what is rejected for its Host does not reach the backend', async () => {
  const response = await post({ host: 'evil.example.com' }).send(toolCall('list_invoices'));
  expect([response.status, response.body]).toEqual([403, fault(-32600)]);
  expect((await backend.seen()).received).toBe(0);
});

describe('bodies', () => {
  test.each([
    ['not JSON', 'not json', -32700],
    ['half a message', '{"jsonrpc":"2.0","id":1', -32700],
    ['nothing', '', -32700],
    ['a batch', JSON.stringify([toolCall('list_invoices'), toolCall('list_invoices')]), -32600],
    ['an empty batch', '[]', -32600],
    ['JSON that is no message', '{"hello":1}', -32600],
    ['a bare number', '42', -32600],
    ['another JSON-RPC version', '{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600],
  ])('%s is answered 400', async (_what, body, code) => {
    const response = await post().send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.code).toBe(code);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
  });

  test('invalid UTF-8 is answered 400', async () => {
    const bytes = Buffer.from(
      JSON.stringify(toolCall('get_invoice', { id: 'inv_?' })).replace('?', '\u00ff'),
      'latin1',
    );
    const response = await post()
      .serialize(() => bytes as unknown as string)
      .send(bytes);
    expect([response.status, response.body]).toEqual([400, fault(-32700)]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    '%s is answered 415',
    async (type) => {
      const response = await post({ 'content-type': type }).send(JSON.stringify(toolCall('list_invoices')));
      expect([response.status, response.body]).toEqual([415, fault(-32600)]);
    },
  );

  test('a client that accepts neither form of response gets 406', async () => {
    expect((await post({ accept: 'text/html' }).send(toolCall('list_invoices'))).status).toBe(406);
  });

  test('one byte over 256 KiB is answered 413, and 256 KiB are read', async () => {
    const over = await post().send(padded(256 * 1024 + 1));
    expect([over.status, over.body]).toEqual([413, fault(-32600)]);
    const fits = await post().send(padded(256 * 1024));
    expect(fits.body.result.structuredContent.error.code).toBe('VALIDATION_ERROR');
  });

  test('10 MB are rejected before they are read, and the server lives on', async () => {
    const head =
      'POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n';
    const socket = connect(service.port, '127.0.0.1').setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.write(head);
    const status = await new Promise<string>((resolve) =>
      socket.once('data', (text) => resolve(String(text).slice(0, 12))),
    );
    socket.destroy();
    expect(status).toBe('HTTP/1.1 413');
    expect((await post().send(toolCall('list_invoices'))).status).toBe(200);
  });

  test('deep nesting is an ordinary wrong argument', async () => {
    const depth = 60_000;
    const id = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const response = await post().send(
      JSON.stringify(toolCall('get_invoice', { id: 0 })).replace('"id":0', `"id":${id}`),
    );
    expect(response.body.result.structuredContent.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { fields: [{ field: 'id' }] },
    });
  });
});

test('answers are JSON, not streams', async () => {
  for (const response of [
    await post().send(toolCall('list_invoices')),
    await post(modernHeaders('list_invoices')).send(modernCall('list_invoices')),
  ]) {
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
  }
});

test('a client that goes away takes its backend request with it, in both eras', async () => {
  for (const [body, headers] of [
    [toolCall('list_invoices'), MCP_HEADERS],
    [modernCall('list_invoices'), modernHeaders('list_invoices')],
  ] as const) {
    await backend.fail({ kind: 'delay', delay_ms: 5_000 });
    const client = new AbortController();
    const call = fetch(`http://127.0.0.1:${service.port}/mcp`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: client.signal,
    });
    await waitFor(async () => (await backend.seen()).received === 1);
    client.abort();
    await expect(call).rejects.toThrow('aborted');
    await waitFor(async () => (await backend.seen()).aborted_by_client === 1);
  }
});

/** A call whose message has exactly so many bytes. */
function padded(bytes: number): string {
  const empty = JSON.stringify(toolCall('get_invoice', { id: '' })).length;
  return JSON.stringify(toolCall('get_invoice', { id: 'x'.repeat(bytes - empty) }));
}
