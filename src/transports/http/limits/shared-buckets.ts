import { digest } from './caller-key.js';
import type { RedisClient } from './redis-client.js';
import type { RedisLog } from './redis-log.js';
import type { TokenBucket } from './token-bucket.js';

const PREFIX = 'orvion-mcp:rate:';
/** Redis answers in a millisecond or two; a call is not held up for more than this. */
const ANSWER_MS = 100;
/** For this long after a failure Redis is not asked. */
const PAUSE_MS = 1_000;
const MICROS = 1_000;

/** The buckets of all replicas, in Redis. Names are hashed: what is kept there tells nobody who called. */
export class SharedBuckets {
  /** Questions that Redis still owes an answer to after their time: while there are any, it hangs. */
  private overdue = 0;
  private pausedUntil = 0;

  constructor(
    private readonly bucket: TokenBucket,
    private readonly client: RedisClient,
    private readonly log: RedisLog,
  ) {
    client.on('ready', () => this.isBack());
    client.on('error', (thrown) => this.isAway(thrown));
    // Its end is told by the events.
    client.connect().catch(() => undefined);
  }

  /**
   * Takes a token; gives the milliseconds to wait when there is none, else 0. Undefined, at once or instead of a late
   * answer, when Redis does not say.
   */
  take(caller: string): Promise<number | undefined> | undefined {
    if (!this.client.isReady || this.overdue > 0 || performance.now() < this.pausedUntil) return undefined;
    return this.ask(caller);
  }

  /** Ends the connection. */
  close(): void {
    this.log.silence();
    this.client.destroy();
  }

  private async ask(caller: string): Promise<number | undefined> {
    try {
      const { tokenMs, capacityMs } = this.bucket;
      const key = PREFIX + digest(caller);
      const wait = await this.inTime(this.client.takeToken(key, tokenMs * MICROS, capacityMs * MICROS));
      this.log.back();
      return wait / MICROS;
    } catch (thrown) {
      this.isAway(thrown);
      return undefined;
    }
  }

  /** The library bounds the time until a question is written, not until it is answered. */
  private async inTime(answer: Promise<number>): Promise<number> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.overdue += 1;
        const settled = (): void => {
          this.overdue -= 1;
        };
        answer.then(settled, settled);
        reject(new DOMException('Redis did not answer in time', 'TimeoutError'));
      };
      // An answer that lies unread, as this process was busy, is not late.
      const timer = setTimeout(() => setImmediate(giveUp), ANSWER_MS);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  private isBack(): void {
    this.pausedUntil = 0;
    this.log.back();
  }

  private isAway(thrown: unknown): void {
    this.pausedUntil = performance.now() + PAUSE_MS;
    this.log.away(thrown);
  }
}
