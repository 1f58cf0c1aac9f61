import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'lossless-json';
import type { SandboxDatabase } from './database/open-database.js';
import { UnreadableBody } from './invoices/body-reader.js';
import { SandboxModule } from './sandbox.module.js';

/** Longer than any id, so that an invalid one gets a 404 from the lookup and not from the router. */
const MAX_ID_LENGTH = 2_000;

/** Creates the HTTP server of a sandbox. It does not listen yet. */
export async function createServer(database: SandboxDatabase): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_ID_LENGTH },
    frameworkErrors: sendNotFound,
  });
  const app = await NestFactory.create<NestFastifyApplication>(SandboxModule.forRoot(database), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.removeAllContentTypeParsers();
  // Numbers keep all their digits: a binary double would round some amounts.
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    done(null, parseBody(body));
  });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, new UnreadableBody()));
  return app;
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    // A lenient decoder would replace invalid UTF-8, and store text that was never sent.
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return new UnreadableBody();
  }
}

/** Responds to a path that the router cannot parse, which cannot name an invoice. */
function sendNotFound(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply.code(404).send({ detail: 'Not Found' });
}
