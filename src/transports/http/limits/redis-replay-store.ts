import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ReplayGuard, type SharedReplayStore } from '../../../mcp/index.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import { openRedis, type RedisClient } from './redis-client.js';

const PREFIX = 'orvion-mcp:answered:';
/** The longest that a call may wait for Redis. */
const TIMEOUT_MS = 100;

/**
 * Lets a confirmation count only once across all replicas, where Redis is configured. While it is unavailable, which the
 * rate limiter logs, each replica guards against its own replays only.
 */
@Injectable()
export class RedisReplayStore implements SharedReplayStore, OnModuleInit, OnApplicationShutdown {
  private client: RedisClient | undefined;

  constructor(
    @Inject(HTTP_TRANSPORT_OPTIONS) private readonly options: HttpTransportOptions,
    private readonly replayGuard: ReplayGuard,
  ) {}

  async onModuleInit(): Promise<void> {
    const { redisUrl } = this.options.limits.rate;
    if (!redisUrl) return;
    this.client = await openRedis(redisUrl);
    this.client.on('error', () => undefined);
    this.client.connect().catch(() => undefined);
    this.replayGuard.useSharedStore(this);
  }

  onApplicationShutdown(): void {
    this.client?.destroy();
  }

  async record(nonce: string, lifeMs: number): Promise<boolean | undefined> {
    if (!this.client?.isReady) return undefined;
    const recorded = this.client
      .set(PREFIX + nonce, '1', { condition: 'NX', expiration: { type: 'PX', value: Math.max(1, Math.ceil(lifeMs)) } })
      .then(
        (reply) => reply !== null,
        () => undefined,
      );
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), TIMEOUT_MS)));
    return Promise.race([recorded, timeout]).finally(() => clearTimeout(timer));
  }
}
