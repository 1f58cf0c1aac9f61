import { Injectable } from '@nestjs/common';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { ConnectionFastPath } from '../fast-path/connection-fast-path.js';
import { FastPathEndpoint } from '../fast-path/fast-path.endpoint.js';
import { ANYONE } from '../context/caller.js';
import { RunningCalls } from '../invocation/running-calls.js';
import { ServerFactory } from './server.factory.js';
import { StdioTransport } from './stdio-transport.js';

/** A served connection. */
export interface StdioConnection {
  /** Resolves when the connection is over, for instance because the output is gone. */
  readonly closed: Promise<void>;
  /** Lets running calls answer for at most so many milliseconds, then ends the rest with an envelope and stops reading. */
  finish(withinMs: number): Promise<void>;
}

/** Time for the envelopes of calls that were ended to leave. */
const LAST_RESPONSES_MS = 150;

/** MCP on a pair of streams, of whichever era the client opens with. */
@Injectable()
export class McpStdioEndpoint {
  constructor(
    private readonly factory: ServerFactory,
    private readonly calls: RunningCalls,
    private readonly fastPath: FastPathEndpoint,
  ) {}

  /** Serves one client until `finish` is called or the output fails. */
  serve(input: Readable, output: Writable): StdioConnection {
    const fastPath = new ConnectionFastPath(this.fastPath, ANYONE);
    const transport = new StdioTransport(input, output, fastPath);
    const server = serveStdio(() => this.factory.create(ANYONE), { transport });
    return {
      closed: transport.closed,
      finish: async (withinMs) => {
        await transport.allResponded(withinMs - LAST_RESPONSES_MS);
        if (this.calls.shutDown() > 0) await transport.allResponded(LAST_RESPONSES_MS);
        await server.close();
      },
    };
  }
}
