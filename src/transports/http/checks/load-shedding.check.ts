import underPressure from '@fastify/under-pressure';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Load } from '../../../health/load.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

/** The mean over this time counts, as a single pause for garbage collection is no overload. */
const SAMPLE_MS = 1_000;

const OVERLOADED: HttpRejection = {
  reason: 'shedding',
  status: 503,
  message: 'The server has more to do than it can. Try again in 1 s',
  headers: { 'retry-after': '1' },
};

/**
 * Rejects calls while the event loop is delayed, so that accepted calls still end in time. The library only measures: its
 * own hook would run after the other checks, and for probes as well.
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
    this.load.measureWith(() => {
      const { eventLoopDelay } = server.memoryUsage();
      // Infinite after a pause without any measurement: the delay was at least the sampling time.
      return (eventLoopDelay === Infinity ? SAMPLE_MS : eventLoopDelay) >= this.limitMs;
    });
  }

  check({ method }: FastifyRequest): HttpRejection | undefined {
    return method === 'POST' && this.load.shedding ? OVERLOADED : undefined;
  }
}
