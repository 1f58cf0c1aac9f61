import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Telemetry } from '../../observability/telemetry.js';

/**
 * Serves `GET /metrics` when metrics are enabled. The checks of the endpoint do not apply, as Prometheus scrapes every pod
 * by its address and without a token: an ingress must not route here.
 */
@Injectable()
export class MetricsRoute implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    const { page } = this.telemetry;
    if (!page) return;
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.get('/metrics', async (_request, reply) => reply.type(page.contentType).send(await page.text()));
  }
}
