import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ReplayGuard, type SharedReplayStore } from '../../../mcp/index.js';
import { HTTP_TRANSPORT_OPTIONS, type HttpTransportOptions } from '../http-transport.options.js';
import { openRedis, type RedisClient } from './redis-client.js';

const PREFIX = 'orvion-mcp:answered:';
/** As for limits: a call is not held up for more. */
const ANSWER_MS = 100;

/**
 * Lets a person's answer count once at all replicas together, where there is a Redis. While it is away, which the limits of
 * callers tell in the log, each replica knows its own answers.
 */
@Injectable()
export class RedisReplayStore implements SharedReplayStore, OnModuleInit, OnApplicationShutdown {
  private client: RedisClient | undefined;

  constructor(
    @Inject(HTTP_TRANSPORT_OPTIONS) private readonly options: HttpTransportOptions,
    private readonly used: ReplayGuard,
  ) {}

  async onModuleInit(): Promise<void> {
    const { redisUrl } = this.options.limits.rate;
    if (!redisUrl) return;
    this.client = await openRedis(redisUrl);
    this.client.on('error', () => undefined);
    this.client.connect().catch(() => undefined);
    this.used.useSharedStore(this);
  }

  onApplicationShutdown(): void {
    this.client?.destroy();
  }

  async record(nonce: string, lifeMs: number): Promise<boolean | undefined> {
    if (!this.client?.isReady) return undefined;
    const noted = this.client
      .set(PREFIX + nonce, '1', { condition: 'NX', expiration: { type: 'PX', value: Math.max(1, Math.ceil(lifeMs)) } })
      .then(
        (reply) => reply !== null,
        () => undefined,
      );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ANSWER_MS)));
    return Promise.race([noted, late]).finally(() => clearTimeout(timer));
  }
}
