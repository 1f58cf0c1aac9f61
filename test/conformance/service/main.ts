import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { HTTP_SERVER_OPTIONS } from '../../../src/transports/http/http-server.options.js';
import { ConformanceModule } from './conformance.module.js';

const app = await NestFactory.create<NestFastifyApplication>(
  ConformanceModule,
  new FastifyAdapter(HTTP_SERVER_OPTIONS),
  { logger: false, bodyParser: false },
);
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address() as AddressInfo;
// The same words as the real program, so that the runner waits for both in one way.
process.stderr.write(`http://127.0.0.1:${port}/mcp\n`);
