// mcp-nest 2 on Nest's Fastify platform, stateless, as in its readme. Decorators are applied by hand, as these scripts are
// not compiled.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpController, McpStrategy, StdioTransport, StreamableHttpTransport, Tool } from '@rekog/mcp-nest';
import { z } from 'zod';
import { IS_STDIO, PORT } from './settings.mjs';
import { textResult, TOOLS } from './tools.mjs';

class InvoiceTools {}

for (const { name, description, fields, run } of TOOLS) {
  const method = async (args) => textResult(await run(args));
  const descriptor = { value: method, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(InvoiceTools.prototype, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [Object], InvoiceTools.prototype, name);
  Payload()(InvoiceTools.prototype, name, 0);
  const decorated = Tool({ name, description, parameters: z.object(fields) })(InvoiceTools.prototype, name, descriptor);
  if (decorated) Object.defineProperty(InvoiceTools.prototype, name, decorated);
}
McpController()(InvoiceTools);

class AppModule {}
Module({ controllers: [InvoiceTools] })(AppModule);

async function serveHttp() {
  const strategy = new McpStrategy({ name: 'mcp-nest', version: '1.0.0', transports: [new StreamableHttpTransport()] });
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
  strategy.setHttpAdapter(app.getHttpAdapter());
  app.connectMicroservice({ strategy });
  await app.startAllMicroservices();
  await app.listen(PORT, '127.0.0.1');
}

async function serveStdio() {
  const strategy = new McpStrategy({ name: 'mcp-nest', version: '1.0.0', transports: [new StdioTransport()] });
  const app = await NestFactory.createMicroservice(AppModule, { strategy, logger: false });
  await app.listen();
}

process.once('SIGTERM', () => process.exit(0));
await (IS_STDIO ? serveStdio() : serveHttp());
