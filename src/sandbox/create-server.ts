import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'lossless-json';
import type { SandboxDatabase } from './database/open-database.js';
import { UnreadableBody } from './invoices/body-reader.js';
import { SandboxModule } from './sandbox.module.js';

/** Longer than any id, so that a wrong one is looked up and not found. */
const MAX_ID_LENGTH = 2_000;

/** Makes the HTTP server of a sandbox. It does not listen yet. */
export async function createServer(database: SandboxDatabase): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_ID_LENGTH },
    frameworkErrors: noSuchPath,
  });
  const app = await NestFactory.create<NestFastifyApplication>(SandboxModule.forRoot(database), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.removeAllContentTypeParsers();
  // Numbers keep the digits they were written with: a binary double would round some amounts.
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    done(null, parseBody(body));
  });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, new UnreadableBody()));
  return app;
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    // Bytes that are no UTF-8 would else be stored as something that was never sent.
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return new UnreadableBody();
  }
}

/** Answers a path that the router cannot read: there is no invoice behind it. */
function noSuchPath(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply.code(404).send({ detail: 'Not Found' });
}
