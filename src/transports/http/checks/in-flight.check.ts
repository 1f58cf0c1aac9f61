import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import { onceClosed } from '../once-closed.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

const FULL: HttpRejection = {
  reason: 'in_flight',
  status: 503,
  message: 'Too many calls are under way. Try again in 1 s',
  headers: { 'retry-after': '1' },
};

/**
 * Limits how many calls all callers together may have in flight. A call counts from its headers, as its body takes memory
 * too, until its response is sent or its client disconnects.
 */
@Injectable()
export class InFlightCheck implements RequestCheck {
  private count = 0;
  private readonly limit: number;
  private readonly leave = (): void => {
    this.count -= 1;
  };

  constructor(@Inject(HTTP_TRANSPORT_OPTIONS) { limits }: HttpTransportOptions) {
    this.limit = limits.inFlight;
  }

  /** Number of calls in flight. */
  get current(): number {
    return this.count;
  }

  check({ method }: FastifyRequest, reply: FastifyReply): HttpRejection | undefined {
    if (method !== 'POST') return undefined;
    if (this.count >= this.limit) return FULL;
    this.count += 1;
    onceClosed(reply, this.leave);
    return undefined;
  }
}
