import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Lifecycle } from '../../health/lifecycle.js';
import { RunningCalls } from '../../mcp/index.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from './http-transport.options.js';
import { stopListening } from './stop-listening.js';

/** Time for requests on their way to arrive, before connections that look idle are closed. */
const GRACE_MS = 250;
/** Time to send the responses of aborted calls. A client that does not read must not keep the process alive. */
const LAST_RESPONSES_MS = 1_000;

/**
 * Shuts the HTTP server down without losing a call: report not ready, keep serving, stop listening, wait for running
 * calls, abort the rest with a response, close what is left. Nest destroys the modules only afterwards, so that they
 * work until the last call.
 */
@Injectable()
export class ConnectionDrain implements OnModuleInit, BeforeApplicationShutdown {
  private drained: Promise<void> | undefined;

  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly lifecycle: Lifecycle,
    private readonly calls: RunningCalls,
    @Inject(HTTP_TRANSPORT_OPTIONS) private readonly options: Pick<HttpTransportOptions, 'drain'>,
    @InjectPinoLogger(ConnectionDrain.name) private readonly logger: PinoLogger,
  ) {}

  onModuleInit(): void {
    this.fastify.addHook('onSend', (_request, reply, payload, done) => {
      // For requests that arrived before the drain; later ones get the header in `run()`.
      if (this.lifecycle.phase === 'draining') reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** Drains a server that is closed without a signal, as in tests. No load balancer has to notice first. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.drain(0);
  }

  /** Drains the server, which accepts calls for another `delayMs`. A second call waits for the first one. */
  async drain(delayMs: number): Promise<void> {
    await (this.drained ??= this.run(delayMs));
  }

  private async run(delayMs: number): Promise<void> {
    this.lifecycle.drain();
    const { server } = this.fastify;
    if (!server.listening) return;
    this.logger.info({ delay_ms: delayMs, deadline_ms: this.options.drain.deadlineMs }, 'draining');
    // Keeps clients from sending another request on a connection that is about to be closed (RFC 9112 section 9.6). Not in
    // a hook, as hooks do not see responses of the framework itself.
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    if (delayMs > 0) await delay(delayMs);
    const end = performance.now() + this.options.drain.deadlineMs;
    const { closed } = await stopListening(server, this.options.drain.deadlineMs);
    await Promise.race([closed, this.endCalls(server, end)]);
    await closed;
    this.logger.info('drained');
  }

  /**
   * Ends running calls and closes all connections. A closing server would wait forever for unused connections, which load
   * balancers and browsers keep open, and for incomplete requests.
   */
  private async endCalls(server: Server, end: number): Promise<void> {
    const left = (atMost = Infinity): number => Math.max(0, Math.min(atMost, end - performance.now()));
    await delay(left(GRACE_MS));
    server.closeIdleConnections();
    await this.lifecycle.idle(left());
    // The checks of a late request may still be running.
    await delay(left(GRACE_MS));
    await this.lifecycle.idle(left());
    const aborted = this.calls.shutDown();
    if (aborted > 0)
      this.logger.warn({ calls: aborted }, 'calls that did not end in time were answered as shutting_down');
    await this.lifecycle.idle(LAST_RESPONSES_MS);
    server.closeAllConnections();
  }

  private get fastify(): FastifyInstance {
    return this.adapter.httpAdapter.getInstance<FastifyInstance>();
  }
}
