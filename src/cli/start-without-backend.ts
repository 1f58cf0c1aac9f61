import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { withUpstream, type Config } from '../config/config.js';
import { Secret } from '../config/secret.js';

/** Never called: what is offered depends on the modules and on the settings. */
const NO_BACKEND = { baseUrl: 'http://localhost', apiKey: new Secret(''), orgId: undefined };

/** Builds the service without a transport and without a backend, to see what it offers. Close it. */
export const startWithoutBackend = async (config: Config): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(AppModule.core(withUpstream(config, NO_BACKEND)), {
    logger: false,
    abortOnError: false,
  });
