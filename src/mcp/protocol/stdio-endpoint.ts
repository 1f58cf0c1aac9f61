import { Injectable } from '@nestjs/common';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { ANYONE } from '../invocation/caller.js';
import { ServerFactory } from './server.factory.js';
import { StdioTransport } from './stdio-transport.js';

/** A served connection. */
export interface StdioConnection {
  /** Resolves when the connection is over, for instance because the output is gone. */
  readonly closed: Promise<void>;
  /** Lets running calls answer for at most so many milliseconds, then aborts the rest and stops reading. */
  finish(withinMs: number): Promise<void>;
}

/** MCP on a pair of streams, of whichever era the client opens with. */
@Injectable()
export class McpStdioEndpoint {
  constructor(private readonly factory: ServerFactory) {}

  /** Serves one client until `finish` is called or the output fails. */
  serve(input: Readable, output: Writable): StdioConnection {
    const transport = new StdioTransport(input, output);
    const server = serveStdio(() => this.factory.create(ANYONE), { transport });
    return {
      closed: transport.closed,
      finish: async (withinMs) => {
        await transport.answered(withinMs);
        await server.close();
      },
    };
  }
}
