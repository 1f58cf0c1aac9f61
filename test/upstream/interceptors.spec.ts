import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { directAxios } from '../../src/upstream/direct-axios.js';
import { undiciAdapter } from '../../src/upstream/undici-adapter.js';

test('whoever adds an interceptor to the HTTP service has it called, before and after', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(headers);
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const axios = directAxios(undiciAdapter({ baseUrl, concurrency: { limit: 2, queue: 0 } }));
  const request = { url: `${baseUrl}/invoices`, headers: { 'x-own': '1' }, signal: new AbortController().signal };

  const bare = await axios.request<string>(request);
  axios.interceptors.request.use((config) => {
    config.headers.set('x-added', '2');
    return config;
  });
  axios.interceptors.response.use((response) => ({ ...response, status: 299 }));
  const intercepted = await axios.request<string>(request);

  expect([bare.status, bare.data, intercepted.status, intercepted.data]).toEqual([200, '{}', 299, '{}']);
  expect(seen.map((headers) => [headers['x-own'], headers['x-added']])).toEqual([
    ['1', undefined],
    ['1', '2'],
  ]);
  server.closeAllConnections();
  server.close();
});
