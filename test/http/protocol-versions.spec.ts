import request from 'supertest';
import { startApp, type TestApp } from '../harness/app.js';
import { MCP_HEADERS, modernCall, modernHeaders, toolCall } from '../harness/messages.js';

let service: TestApp;

beforeAll(async () => {
  // No message here reaches the backend.
  service = await startApp({ AGENTPAY_API_BASE_URL: 'http://127.0.0.1:9/v1', AGENTPAY_API_KEY: 'test_versions' });
});

afterAll(async () => service.close());

const post = (headers: Record<string, string> = {}) =>
  request(service.app.getHttpServer())
    .post('/mcp')
    .set({ ...MCP_HEADERS, ...headers });

describe('protocol versions', () => {
  test('one that no revision has is answered 400', async () => {
    const response = await post({ 'mcp-protocol-version': '1999-01-01' }).send(toolCall('list_invoices'));
    expect(response.status).toBe(400);
    expect(response.body.error.code).toBeLessThan(0);
  });

  test('an unknown modern one is answered 400 with -32022 and the ones served', async () => {
    const version = '2030-01-01';
    const response = await post(modernHeaders('list_invoices', version)).send(modernCall('list_invoices', {}, version));
    expect([response.status, response.body.error.code]).toEqual([400, -32022]);
    expect(JSON.stringify(response.body.error.data)).toContain('2026-07-28');
  });

  test('headers that contradict the body are answered 400 with -32020', async () => {
    const response = await post(modernHeaders('get_invoice')).send(modernCall('list_invoices'));
    expect([response.status, response.body.error.code]).toEqual([400, -32020]);
  });

  test('an unknown method of the newest revision is answered 404 with -32601', async () => {
    const message = { ...modernCall('x'), method: 'invoices/burn' };
    const response = await post({ ...modernHeaders('x'), 'mcp-method': 'invoices/burn' }).send(message);
    expect([response.status, response.body.error.code]).toEqual([404, -32601]);
  });

  test.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])(
    '%s is agreed on in the handshake',
    async (protocolVersion) => {
      const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'tests', version: '1' } };
      const response = await post().send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
      expect(response.body.result).toMatchObject({
        protocolVersion,
        serverInfo: { name: 'orvion-mcp' },
        capabilities: { tools: {} },
      });
    },
  );

  test('a notification is answered 202 without a body', async () => {
    const response = await post().send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([response.status, response.text]).toEqual([202, '']);
  });

  test('the newest revision may cache the tools, as they are the same for everyone', async () => {
    const message = { ...modernCall('x'), method: 'tools/list' };
    const { 'mcp-name': _name, ...headers } = modernHeaders('x');
    const response = await post({ ...headers, 'mcp-method': 'tools/list' }).send(message);
    expect(response.body.result).toMatchObject({ ttlMs: 3_600_000, cacheScope: 'public', resultType: 'complete' });
  });
});

test.each([undefined, {}, { protocolVersion: 7, capabilities: {}, clientInfo: { name: 'tests', version: '1' } }])(
  'a handshake with the parameters %j is the fault of its sender',
  async (params) => {
    const response = await post().send({ jsonrpc: '2.0', id: 'hello', method: 'initialize', params });
    expect([response.status, response.body]).toEqual([
      400,
      { jsonrpc: '2.0', id: 'hello', error: { code: -32602, message: expect.any(String) as string } },
    ]);
  },
);
