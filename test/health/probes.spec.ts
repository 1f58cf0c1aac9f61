import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { withUpstream, type UpstreamConfig } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { startApp } from '../harness/app.js';
import { startBackend } from '../harness/sandbox.js';
import { use } from '../harness/use.js';

const backend = use(startBackend);
const service = use(async () => startApp(backend.variables));

const get = (path: string) => request(service.app.getHttpServer()).get(path);

const PROBES = ['/livez', '/readyz', '/health'] as const;

describe.each(PROBES)('%s', (path) => {
  test('answers 200 as JSON, to any Host and Origin, with a key or without', async () => {
    for (const headers of [
      {},
      { host: '10.1.2.3:3000' },
      { host: 'evil.example.com', origin: 'https://evil.example.com' },
    ]) {
      const response = await get(path).set(headers);
      expect([response.status, response.type, response.body.status]).toEqual([200, 'application/json', 'ok']);
    }
  });

  test('answers HEAD with the same status and no body', async () => {
    const response = await request(service.app.getHttpServer()).head(path);
    expect([response.status, response.text]).toEqual([200, undefined]);
  });

  test('tells nobody versions, addresses, names or keys', async () => {
    const { headers, text } = await get(path);
    const all = JSON.stringify(headers) + text;
    expect(all).not.toMatch(/orvion|agentpay|nest|fastify|node|127\.0\.0\.1|localhost|\d+\.\d+\.\d+|test_sandbox/i);
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('takes no other method', async () => {
    expect((await request(service.app.getHttpServer()).post(path)).status).toBe(404);
  });
});

test.each([
  ['GET', '/', 404],
  ['GET', '/nope', 404],
  ['POST', '/nope', 404],
  ['GET', '/livez/x', 404],
  ['GET', '/mcp/x', 404],
  ['GET', '/.env', 404],
  ['GET', '/%zz', 400],
])('%s %s is answered %i as JSON, without names of frameworks', async (method, path, status) => {
  const response = await fetch(`http://127.0.0.1:${service.port}${path}`, { method });
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    expect.stringMatching(/^application\/json/),
  ]);
  expect(JSON.parse(text)).toMatchObject({ statusCode: status });
  expect(text + JSON.stringify([...response.headers])).not.toMatch(/nest|fastify|FST_|node_modules|stack/i);
});

test('readyz is 503 until the server has said that it listens, and names what it waits for; livez is 200', async () => {
  const variables = { ...backend.variables, LOG_LEVEL: 'silent' };
  const config = loadConfig(variables, { backend: true, http: true, sandboxPort: 0 });
  const app = await NestFactory.create<NestFastifyApplication>(
    await AppModule.forHttp(withUpstream(config, config.upstream as UpstreamConfig)),
    new FastifyAdapter(),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  const ready = await request(app.getHttpServer()).get('/readyz');
  const live = await request(app.getHttpServer()).get('/livez');
  await app.close();
  expect([ready.status, ready.body.details]).toEqual([503, { server: { status: 'down', phase: 'starting' } }]);
  expect(live.status).toBe(200);
});
