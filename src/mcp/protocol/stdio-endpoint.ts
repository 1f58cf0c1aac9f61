import { Injectable } from '@nestjs/common';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { ServerFactory } from './server.factory.js';
import { StdioTransport } from './stdio-transport.js';

/** A served connection. */
export interface StdioConnection {
  /** Aborts running calls and stops reading. */
  close(): Promise<void>;
}

/** MCP on a pair of streams, of whichever era the client opens with. */
@Injectable()
export class McpStdioEndpoint {
  constructor(private readonly factory: ServerFactory) {}

  /** Serves one client until its input ends or `close` is called. */
  serve(input: Readable, output: Writable): StdioConnection {
    return serveStdio(() => this.factory.create(), { transport: new StdioTransport(input, output) });
  }
}
