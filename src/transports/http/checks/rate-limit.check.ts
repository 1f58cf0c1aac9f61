import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions, type LimitOptions } from '../http-transport.options.js';
import { callerKey } from '../limits/caller-key.js';
import { LocalBuckets } from '../limits/local-buckets.js';
import { openRedis } from '../limits/redis-client.js';
import { RedisLog } from '../limits/redis-log.js';
import { SharedBuckets } from '../limits/shared-buckets.js';
import { TokenBucket } from '../limits/token-bucket.js';
import type { HttpRejection, RequestCheck } from './request-check.js';

/**
 * Limits the calls of each caller, so that a busy one leaves room for others. Callers are identified by name when
 * authenticated, otherwise by address. Without Redis, or while it is unavailable, each process counts its own calls.
 */
@Injectable()
export class RateLimitCheck implements RequestCheck, OnModuleInit, OnApplicationShutdown {
  private readonly rate: LimitOptions['rate'];
  private readonly bucket: TokenBucket;
  private readonly local: LocalBuckets;
  private shared: SharedBuckets | undefined;

  constructor(
    @Inject(HTTP_TRANSPORT_OPTIONS) { limits }: HttpTransportOptions,
    @InjectPinoLogger(RateLimitCheck.name) private readonly logger: PinoLogger,
  ) {
    this.rate = limits.rate;
    this.bucket = new TokenBucket(limits.rate);
    this.local = new LocalBuckets(this.bucket);
  }

  async onModuleInit(): Promise<void> {
    const { redisUrl } = this.rate;
    if (redisUrl) this.shared = new SharedBuckets(this.bucket, await openRedis(redisUrl), new RedisLog(this.logger));
  }

  onApplicationShutdown(): void {
    this.shared?.close();
  }

  check(request: FastifyRequest): HttpRejection | undefined | Promise<HttpRejection | undefined> {
    if (request.method !== 'POST') return undefined;
    const caller = callerKey(request);
    const shared = this.shared?.take(caller);
    if (shared === undefined) return this.rejectionFor(this.local.take(caller));
    return shared.then((wait) => this.rejectionFor(wait ?? this.local.take(caller)));
  }

  private rejectionFor(waitMs: number): HttpRejection | undefined {
    if (waitMs === 0) return undefined;
    const seconds = Math.ceil(waitMs / 1_000);
    const { perSecond, burst } = this.rate;
    return {
      reason: 'rate_limited',
      status: 429,
      message: `Too many calls: ${perSecond} a second, and ${burst} at once after a pause, are allowed. Try again in ${seconds} s`,
      headers: { 'retry-after': String(seconds) },
    };
  }
}
