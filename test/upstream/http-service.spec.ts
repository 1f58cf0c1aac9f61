import { HttpService } from '@nestjs/axios';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom } from 'rxjs';
import { ObservabilityModule } from '../../src/observability/observability.module.js';
import { UpstreamModule } from '../../src/upstream/upstream.module.js';
import { NO_BACKEND } from '../harness/no-backend.js';

/** A provider of another module, as an application may have one. */
@Injectable()
class Rates {
  constructor(readonly http: HttpService) {}
}

test('another module can inject the HTTP service, and sends with it to the backend only', async () => {
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  @Module({ providers: [Rates] })
  class RatesModule {}
  @Module({
    imports: [
      ObservabilityModule.forRoot('silent'),
      UpstreamModule.forRootAsync({ useFactory: () => ({ ...NO_BACKEND, baseUrl }) }),
      RatesModule,
    ],
  })
  class Application {}
  const app = await NestFactory.createApplicationContext(Application, { logger: false });
  const { http } = app.get(Rates, { strict: false });

  expect(await firstValueFrom(http.get(`${baseUrl}/rates?of=EUR`))).toMatchObject({
    status: 200,
    data: 'GET /rates?of=EUR',
  });
  for (const elsewhere of ['http://127.0.0.1:1/rates', `${baseUrl}.example/rates`, '/rates'])
    await expect(firstValueFrom(http.get(elsewhere))).rejects.toThrow('begin the URL with the address');

  await app.close();
  server.closeAllConnections();
  server.close();
});
