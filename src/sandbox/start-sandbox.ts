import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { parse } from 'lossless-json';
import type { AddressInfo } from 'node:net';
import { openDatabase, type SandboxDatabase } from './database/open-database.js';
import { seedOnce } from './demo-data/seed.js';
import { UnreadableBody } from './invoices/body-reader.js';
import { SandboxModule } from './sandbox.module.js';
import { SandboxStartError } from './sandbox-start-error.js';

const HOST = '127.0.0.1';

/** Where the sandbox listens and keeps its data. */
export interface SandboxOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** A path, or `:memory:`. */
  readonly database: string;
}

/** A sandbox that answers. */
export interface RunningSandbox {
  /** Base address with the version prefix, such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly database: string;
  /** Cuts open connections and closes the database. */
  close(): Promise<void>;
}

/** Starts the sandbox on loopback, with demo data in a new database. Throws `SandboxStartError` with the remedy. */
export async function startSandbox({ port, database: path }: SandboxOptions): Promise<RunningSandbox> {
  const database = openDatabase(path);
  try {
    seedOnce(database, Date.now());
    const app = await createServer(database);
    await app.listen(port, HOST).catch(async (thrown: unknown) => {
      await app.close();
      throw listenError(thrown, port);
    });
    const { port: actual } = app.getHttpServer().address() as AddressInfo;
    return {
      baseUrl: `http://${HOST}:${actual}/v1`,
      database: path,
      close: async () => {
        await app.close();
        database.close();
      },
    };
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

async function createServer(database: SandboxDatabase): Promise<NestFastifyApplication> {
  // Any id that is no invoice is a 404, however long; the router would answer 414 from 100 characters on.
  const adapter = new FastifyAdapter({ forceCloseConnections: true, routerOptions: { maxParamLength: 2_000 } });
  const app = await NestFactory.create<NestFastifyApplication>(SandboxModule.forRoot(database), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.removeAllContentTypeParsers();
  // Numbers keep the digits they were written with: a binary double would round some amounts.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body: string, done) => {
    done(null, parseBody(body));
  });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, new UnreadableBody()));
  return app;
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return parse(text);
  } catch {
    return new UnreadableBody();
  }
}

function listenError(thrown: unknown, port: number): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EADDRINUSE') {
    return new SandboxStartError(
      `Port ${port} is in use. Stop what listens there, or set MCP_SANDBOX_PORT to another port.`,
    );
  }
  if (code === 'EACCES')
    return new SandboxStartError(`Port ${port} needs more rights. Set MCP_SANDBOX_PORT to one above 1023.`);
  return thrown;
}
