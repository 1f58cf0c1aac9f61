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

/** A request that has begun to arrive gets this long to be complete, and is then refused as any other. */
const GRACE_MS = 250;
/** Time for the answers of calls that were ended to leave. A client that does not read must not keep the process. */
const LAST_ANSWERS_MS = 1_000;

/**
 * The end of the HTTP server, in an order that costs nobody a call: no more traffic wanted, go on serving, stop
 * listening, wait for running calls, answer the rest, cut what is left. Only afterwards does Nest take the modules apart,
 * so that all of them serve to the last call.
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
      // For requests that were here before; see below for all later ones.
      if (this.lifecycle.phase === 'draining') reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** A server that is closed without a signal, as tests do, keeps the same order; nobody has to notice first. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.drain(0);
  }

  /** Ends the server; calls are still taken for the first so many milliseconds. A second call joins the first. */
  async drain(delayMs: number): Promise<void> {
    await (this.drained ??= this.run(delayMs));
  }

  private async run(delayMs: number): Promise<void> {
    this.lifecycle.drain();
    const { server } = this.fastify;
    if (!server.listening) return;
    this.logger.info({ delay_ms: delayMs, deadline_ms: this.options.drain.deadlineMs }, 'draining');
    // So that nobody sends another request on a connection that is about to be closed (RFC 9112 section 9.6). Here and not
    // in a hook, as hooks do not see what the framework itself answers.
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    if (delayMs > 0) await delay(delayMs);
    const end = performance.now() + this.options.drain.deadlineMs;
    const { closed } = await stopListening(server, this.options.drain.deadlineMs);
    await Promise.race([closed, this.endCalls(server, end)]);
    await closed;
    this.logger.info('drained');
  }

  /**
   * Besides calls, connections remain that a closing server would wait for without end: those never used, as load
   * balancers and browsers hold ready, and those whose request stops half way.
   */
  private async endCalls(server: Server, end: number): Promise<void> {
    const left = (atMost = Infinity): number => Math.max(0, Math.min(atMost, end - performance.now()));
    await delay(left(GRACE_MS));
    server.closeIdleConnections();
    await this.lifecycle.idle(left());
    // A request may be here whose checks were still running.
    await delay(left(GRACE_MS));
    await this.lifecycle.idle(left());
    const ended = this.calls.shutDown();
    if (ended > 0) this.logger.warn({ calls: ended }, 'calls that did not end in time were answered as shutting_down');
    await this.lifecycle.idle(LAST_ANSWERS_MS);
    server.closeAllConnections();
  }

  private get fastify(): FastifyInstance {
    return this.adapter.httpAdapter.getInstance<FastifyInstance>();
  }
}
