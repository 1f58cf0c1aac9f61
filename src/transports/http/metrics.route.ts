import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Telemetry } from '../../observability/telemetry.js';

/**
 * `GET /metrics`, where figures are kept. Beside the endpoint and not behind its checks, as Prometheus asks every pod by
 * its address and without a token: the way from outside must not lead here.
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
