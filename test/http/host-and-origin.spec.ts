import { startApp, type TestApp } from '../harness/app.js';
import { rawGet, rawPost, rawRequest } from './raw-request.js';

let service: TestApp;

beforeAll(async () => {
  // No message here reaches the backend.
  service = await startApp({
    AGENTPAY_API_BASE_URL: 'http://127.0.0.1:9/v1',
    AGENTPAY_API_KEY: 'test_names',
    ORVION_MCP_ALLOWED_HOSTS: 'mcp.example.com, other.example.com:8443, [2001:db8::1]',
    ORVION_MCP_ALLOWED_ORIGINS: 'https://app.example.com',
    ORVION_MCP_TRUSTED_PROXIES: '127.0.0.1',
  });
});

afterAll(async () => service.close());

const statusOf = async (lines: readonly string[], target?: string) => {
  const { status, body } = await rawRequest(service.port, rawPost(lines, target));
  if (status >= 400) expect(JSON.parse(body)).toMatchObject({ jsonrpc: '2.0', error: { code: -32600 } });
  return status;
};

describe('Host', () => {
  test.each([
    ['localhost', 200],
    ['LocalHost:3000', 200],
    ['localhost \t', 200],
    ['127.0.0.1:65535', 200],
    ['[::1]:3000', 200],
    ['MCP.example.com', 200],
    ['mcp.example.com:1', 200],
    ['other.example.com:8443', 200],
    ['[2001:DB8::1]:3000', 200],
    // Other names, and other ways to write names and addresses that are allowed.
    ['evil.example.com', 403],
    ['mcp.example.com.evil.com', 403],
    ['evil-mcp.example.com', 403],
    ['other.example.com', 403],
    ['other.example.com:8444', 403],
    ['localhost.', 403],
    ['mcp.example.com.', 403],
    ['sub.localhost', 403],
    ['127.0.0.2', 403],
    ['127.1', 403],
    ['0x7f.1', 403],
    ['0177.0.0.1', 403],
    ['2130706433', 403],
    ['0.0.0.0', 403],
    ['127.0.0.1.nip.io', 403],
    ['[0:0:0:0:0:0:0:1]', 403],
    ['[::ffff:127.0.0.1]', 403],
    ['[::]', 403],
    ['xn--mcp-7na.example.com', 403],
    // What is no name with a port at all, or more than one.
    ['', 400],
    ['localhost:', 400],
    ['localhost:0', 400],
    ['localhost:080', 400],
    ['localhost:65536', 400],
    ['localhost:3000:3000', 400],
    ['localhost:3000@evil.com', 400],
    ['localhost@evil.com', 400],
    ['evil.com@localhost', 400],
    ['localhost/evil', 400],
    ['localhost#@evil.com', 400],
    ['localhost\\evil.com', 400],
    ['http://localhost', 400],
    ['localhost, evil.com', 400],
    ['localhost,localhost', 400],
    ['localhost evil.com', 400],
    ['localhost\tevil.com', 400],
    ['%6cocalhost', 400],
    ['local%00host', 400],
    ['m\u00e7p.example.com', 400],
    // UTF-8 of a Cyrillic letter and of a full-width one, as bytes.
    ['m\u00d1\u0081p.example.com', 400],
    ['\u00ef\u00bd\u008cocalhost', 400],
    ['::1', 400],
    ['[::1', 400],
    ['[::1]evil.com', 400],
    ['[::1%25lo]', 400],
    ['*', 400],
  ])('%j is answered %i', async (host, status) => {
    expect(await statusOf([`Host: ${host}`])).toBe(status);
  });

  test.each([
    [['Host: localhost', 'Host: localhost'], 400],
    [['Host: localhost', 'hOST: evil.com'], 400],
    [['Host: evil.com', 'Host: localhost'], 400],
  ])('%j: only one is taken', async (lines, status) => {
    expect(await statusOf(lines)).toBe(status);
  });

  test.each([
    ['http://localhost/mcp', 200],
    ['HTTP://LocalHost/mcp', 200],
    ['http://evil.com/mcp', 400],
    ['http://localhost:3000/mcp', 400],
    ['http://localhost@evil.com/mcp', 400],
    ['http://evil.com@localhost/mcp', 400],
  ])('of a request for %s has to name the same server', async (target, status) => {
    expect((await rawRequest(service.port, rawPost(['Host: localhost'], target))).status).toBe(status);
  });

  test.each(['X-Forwarded-Host', 'X-Host', 'X-Original-Host', 'Forwarded'])(
    '%s changes nothing, not even from a trusted proxy',
    async (name) => {
      const value = (host: string) => `${name}: ${name === 'Forwarded' ? `host=${host}` : host}`;
      expect(await statusOf(['Host: evil.com', value('localhost')])).toBe(403);
      expect(await statusOf(['Host: localhost', value('evil.com')])).toBe(200);
    },
  );

  // Node itself answers these, before there is a request.
  test.each([[[]], [['Host: localhost', ' evil.com']]])('%j: a missing or folded one is rejected', async (lines) => {
    expect((await rawRequest(service.port, rawPost(lines))).status).toBe(400);
  });

  test.each(['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('is wanted for %s as well', async (method) => {
    const request = (host: string) => rawGet('/mcp', [`Host: ${host}`]).replace('GET', method);
    expect((await rawRequest(service.port, request('evil.com'))).status).toBe(403);
    expect((await rawRequest(service.port, request('localhost'))).status).toBe(405);
  });
});

describe('Origin', () => {
  test.each([
    ['http://localhost:5173', 200],
    ['http://127.0.0.1', 200],
    ['https://[::1]:8443', 200],
    ['https://app.example.com', 200],
    ['null', 403],
    ['NULL', 403],
    ['', 403],
    ['https://evil.example.com', 403],
    ['http://app.example.com', 403],
    ['https://app.example.com:443', 403],
    ['https://app.example.com:444', 403],
    ['https://app.example.com/', 403],
    ['https://app.example.com.', 403],
    ['https://APP.example.com', 403],
    ['https://app.example.com.evil.com', 403],
    ['https://app.example.com@evil.com', 403],
    ['https://user@app.example.com', 403],
    ['https://app.example.com, https://app.example.com', 403],
    ['https://app.example.com https://evil.com', 403],
    ['https://\u00d0\u00b0pp.example.com', 403],
    ['app.example.com', 403],
    ['*', 403],
    ['http://localhost.', 403],
    ['http://localhost.evil.com', 403],
    ['http://localhost:80', 403],
    ['http://localhost:03000', 403],
    ['http://localhost:3000/x', 403],
    ['http://LOCALHOST', 403],
    ['http://user@localhost', 403],
    ['http://%6cocalhost', 403],
    ['http://127.1', 403],
    ['http://0x7f.1', 403],
    ['http://2130706433', 403],
    ['http://[0:0:0:0:0:0:0:1]', 403],
    ['http://[::ffff:127.0.0.1]', 403],
    ['ftp://localhost', 403],
    ['ws://localhost', 403],
    ['file://', 403],
    ['blob:http://localhost', 403],
    ['chrome-extension://abcdefghijklmnop', 403],
  ])('%j is answered %i', async (origin, status) => {
    expect(await statusOf(['Host: localhost', `Origin: ${origin}`])).toBe(status);
  });

  test.each([
    ['https://app.example.com', 'https://app.example.com'],
    ['https://app.example.com', 'https://evil.com'],
    ['http://localhost', 'null'],
  ])('%s and %s together are rejected', async (one, other) => {
    expect(await statusOf(['Host: localhost', `Origin: ${one}`, `oRIGIN: ${other}`])).toBe(403);
  });
});

test.each(['/livez', '/readyz', '/health'])('%s is reachable by pod address, and from anywhere', async (path) => {
  for (const lines of [
    ['Host: 10.1.2.3:3000'],
    ['Host: [fd00::3]:3000'],
    ['Host: evil.com', 'Origin: null'],
    ['Host: evil.com', 'X-Forwarded-For: 1.2.3.4'],
  ]) {
    expect((await rawRequest(service.port, rawGet(path, lines))).status).toBe(200);
  }
});
