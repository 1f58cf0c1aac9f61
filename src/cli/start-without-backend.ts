import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { withUpstream, type Config } from '../config/config.js';
import { Secret } from '../config/secret.js';

/** Address of a backend that is never called, because starting the modules sends no request. */
const NO_BACKEND = { baseUrl: 'http://localhost', apiKey: new Secret(''), orgId: undefined };

/** Starts the modules without a transport and a backend, which is enough to read what is offered. The caller closes them. */
export const startWithoutBackend = async (config: Config): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(AppModule.core(withUpstream(config, NO_BACKEND)), {
    logger: false,
    abortOnError: false,
  });
