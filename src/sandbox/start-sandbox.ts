import type { AddressInfo } from 'node:net';
import { createServer } from './create-server.js';
import { openDatabase } from './database/open-database.js';
import { seedOnce } from './demo-data/seed.js';
import { SandboxStartError } from './sandbox-start-error.js';

const HOST = '127.0.0.1';

/** Where the sandbox listens and stores its data. */
export interface SandboxOptions {
  /** Port to listen on; 0 for any free one. */
  readonly port: number;
  /** Path of the database file, or `:memory:`. */
  readonly database: string;
}

/** A sandbox that accepts requests. */
export interface RunningSandbox {
  /** Base address with the version prefix, such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly database: string;
  /** Closes open connections and the database. */
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

function listenError(thrown: unknown, port: number): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EADDRINUSE') {
    return new SandboxStartError(
      `Port ${port} is in use. Stop what listens there, or set ORVION_MCP_SANDBOX_PORT to another port.`,
    );
  }
  if (code === 'EACCES')
    return new SandboxStartError(`Port ${port} needs more rights. Set ORVION_MCP_SANDBOX_PORT to one above 1023.`);
  return thrown;
}
