import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { AppModule } from '../../src/app.module.js';
import { withUpstream, type UpstreamConfig } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Lifecycle } from '../../src/health/lifecycle.js';
import { httpServerOptions } from '../../src/transports/http/http-server.options.js';
import { NO_RATE_LIMIT, NO_SHEDDING, type Variables } from './program.js';

/** The HTTP service inside the test's own process, for looking at single requests. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly port: number;
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function startApp(variables: Variables): Promise<TestApp> {
  const config = loadConfig(
    { LOG_LEVEL: 'silent', ...NO_RATE_LIMIT, ...NO_SHEDDING, ...variables },
    { backend: true, http: true, sandboxPort: 0 },
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    await AppModule.forHttp(withUpstream(config, config.upstream as UpstreamConfig)),
    new FastifyAdapter(httpServerOptions(config.http)),
    { logger: false, bodyParser: false },
  );
  await app.listen(0, '127.0.0.1');
  app.get(Lifecycle).ready();
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, port, endpoint: `http://127.0.0.1:${port}/mcp`, close: async () => app.close() };
}
