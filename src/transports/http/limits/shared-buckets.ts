import { digest } from './caller-key.js';
import type { RedisClient } from './redis-client.js';
import type { RedisLog } from './redis-log.js';
import type { TokenBucket } from './token-bucket.js';

const PREFIX = 'orvion-mcp:rate:';
/** The longest that a call may wait for Redis, which usually replies within two milliseconds. */
const TIMEOUT_MS = 100;
/** How long Redis is not used after a failure. */
const PAUSE_MS = 1_000;
const MICROS = 1_000;

/** The token buckets of all replicas, in Redis. Callers are hashed, so that the keys do not reveal who called. */
export class SharedBuckets {
  /** Commands without a reply after their timeout: while there are any, Redis counts as hanging. */
  private overdue = 0;
  private pausedUntil = 0;

  constructor(
    private readonly bucket: TokenBucket,
    private readonly client: RedisClient,
    private readonly log: RedisLog,
  ) {
    client.on('ready', () => this.resume());
    client.on('error', (thrown) => this.pause(thrown));
    // The events report failures.
    client.connect().catch(() => undefined);
  }

  /**
   * Takes a token. Resolves with 0, or with the milliseconds to wait when there is none. Undefined when Redis is
   * unavailable or its reply is late.
   */
  take(caller: string): Promise<number | undefined> | undefined {
    if (!this.client.isReady || this.overdue > 0 || performance.now() < this.pausedUntil) return undefined;
    return this.takeShared(caller);
  }

  /** Ends the connection. */
  close(): void {
    this.log.silence();
    this.client.destroy();
  }

  private async takeShared(caller: string): Promise<number | undefined> {
    try {
      const { tokenMs, capacityMs } = this.bucket;
      const key = PREFIX + digest(caller);
      const wait = await this.withTimeout(this.client.takeToken(key, tokenMs * MICROS, capacityMs * MICROS));
      this.log.back();
      return wait / MICROS;
    } catch (thrown) {
      this.pause(thrown);
      return undefined;
    }
  }

  /** The library limits the time until a command is sent, not until its reply. */
  private async withTimeout(reply: Promise<number>): Promise<number> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.overdue += 1;
        const settled = (): void => {
          this.overdue -= 1;
        };
        reply.then(settled, settled);
        reject(new DOMException('Redis did not answer in time', 'TimeoutError'));
      };
      // A reply that waits to be read because this process was busy is not late.
      const timer = setTimeout(() => setImmediate(giveUp), TIMEOUT_MS);
      reply.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  private resume(): void {
    this.pausedUntil = 0;
    this.log.back();
  }

  private pause(thrown: unknown): void {
    this.pausedUntil = performance.now() + PAUSE_MS;
    this.log.away(thrown);
  }
}
