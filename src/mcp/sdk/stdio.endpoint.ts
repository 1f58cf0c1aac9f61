import { Injectable } from '@nestjs/common';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { ANYONE } from '../context/caller.js';
import { ConnectionFastPath } from '../fast-path/connection-fast-path.js';
import { FastPathEndpoint } from '../fast-path/fast-path.endpoint.js';
import { RunningCalls } from '../invocation/running-calls.js';
import { ServerFactory } from './server.factory.js';
import { StdioTransport } from './stdio-transport.js';

/** A connection that `McpStdioEndpoint` serves. */
export interface StdioConnection {
  /** Resolves when the connection is closed, for example because writing failed. */
  readonly closed: Promise<void>;
  /** Waits for running calls for at most `timeoutMs`, aborts the rest so that they respond with an error, and closes. */
  finish(timeoutMs: number): Promise<void>;
}

/** Time within `timeoutMs` for the responses of aborted calls. */
const LAST_RESPONSES_MS = 150;

/** MCP over a pair of streams, in the protocol era that the client begins with. */
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
      finish: async (timeoutMs) => {
        await transport.allResponded(timeoutMs - LAST_RESPONSES_MS);
        if (this.calls.shutDown() > 0) await transport.allResponded(LAST_RESPONSES_MS);
        await server.close();
      },
    };
  }
}
