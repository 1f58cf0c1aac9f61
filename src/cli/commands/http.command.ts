import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AppModule } from '../../app.module.js';
import type { Config } from '../../config/config.js';
import { Lifecycle } from '../../health/lifecycle.js';
import { ConnectionDrain } from '../../transports/http/connection-drain.js';
import { httpServerOptions } from '../../transports/http/http-server.options.js';
import { openBackend } from '../backend.js';
import { confirmNotice } from '../confirm-notice.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { httpBanner } from '../http-banner.js';
import { listenError } from '../listen-error.js';
import type { StopReason } from '../stop-signal.js';
import type { Terminal } from '../terminal.js';

/**
 * Serves many clients over HTTP until the signal aborts; calls in flight end first. Providers flush logs and traces in
 * `onApplicationShutdown`, which Nest calls after the last response.
 */
export async function http(config: Config, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const backend = await openBackend(config);
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      await AppModule.forHttp(backend.config),
      new FastifyAdapter(httpServerOptions(config.http)),
      { logger: false, abortOnError: false, bodyParser: false },
    );
    try {
      await app.listen(config.http.port, config.http.host).catch((thrown: unknown) => {
        throw listenError(thrown, config.http);
      });
      // Only now, as Nest's own start messages would bury the few lines that matter.
      app.useLogger(app.get(Logger));
      const notice = confirmNotice(backend.config);
      if (notice !== undefined) app.get(Logger).warn(notice);
      app.get(Lifecycle).ready();
      const { port } = app.getHttpServer().address() as AddressInfo;
      terminal.say(httpBanner(port, backend, terminal));
      if (signal.aborted) return EXIT.ok;
      await once(signal, 'abort');
      // The delay gives load balancers time to notice; a person at a terminal has none.
      const isDeployed = (signal.reason as StopReason) === 'SIGTERM';
      await app.get(ConnectionDrain).drain(isDeployed ? config.http.drain.delayMs : 0);
    } finally {
      await app.close();
    }
    return EXIT.ok;
  } finally {
    await backend.close();
  }
}
