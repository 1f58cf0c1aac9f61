import underPressure from '@fastify/under-pressure';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Load } from '../../../health/load.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

/** The mean over this time decides: a single pause of the garbage collector is no overload. */
const SAMPLE_MS = 1_000;

const OVERLOADED: HttpRejection = {
  reason: 'shedding',
  status: 503,
  message: 'The server has more to do than it can. Try again in 1 s',
  headers: { 'retry-after': '1' },
};

/**
 * Turns calls away while the event loop is late, so that those that are taken still end in time. The library only
 * measures: a hook of its own would decide after the other checks have done their work, and for probes as well.
 */
@Injectable()
export class LoadSheddingCheck implements RequestCheck, OnModuleInit {
  private readonly limitMs: number;

  constructor(
    @Inject(HTTP_TRANSPORT_OPTIONS) { limits }: HttpTransportOptions,
    private readonly adapter: HttpAdapterHost<FastifyAdapter>,
    private readonly load: Load,
  ) {
    this.limitMs = limits.eventLoopDelayMs;
  }

  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    void server.register(underPressure, { sampleInterval: SAMPLE_MS });
    this.load.measuredBy(() => {
      const { eventLoopDelay } = server.memoryUsage();
      // Infinite when a pause has left no time to measure anything: then all that is known is that it was that long.
      return (eventLoopDelay === Infinity ? SAMPLE_MS : eventLoopDelay) >= this.limitMs;
    });
  }

  check({ method }: FastifyRequest): HttpRejection | undefined {
    return method === 'POST' && this.load.shedding ? OVERLOADED : undefined;
  }
}
