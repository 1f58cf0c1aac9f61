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
 * Bounds what callers together can hold of this process. A call counts from its headers on, as a body that is on its way
 * is held as well, until its answer has left or its client is gone.
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

  /** Calls under way. */
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
