import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Lifecycle } from '../../health/lifecycle.js';

/** A request that has begun to arrive gets this long to be complete, and is then refused as any other. */
const GRACE_MS = 300;

/**
 * Cuts the connections that a closing server would wait for without end: those opened and never used, as load balancers
 * and browsers hold ready, and those whose request stops half way. Calls in flight are waited for first.
 */
@Injectable()
export class ConnectionDrain implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    const app = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    app.addHook('preClose', (done) => {
      void this.cut(app.server);
      done();
    });
  }

  private async cut(server: Server): Promise<void> {
    await delay(GRACE_MS, undefined, { ref: false });
    await this.lifecycle.idle();
    server.closeAllConnections();
  }
}
