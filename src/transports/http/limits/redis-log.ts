import type { PinoLogger } from 'nestjs-pino';

/** Logs when Redis becomes unavailable and when it is back: one line for each change, not for each call. */
export class RedisLog {
  private state: 'up' | 'away' | 'closed' = 'up';

  constructor(private readonly logger: PinoLogger) {}

  away(thrown: unknown): void {
    if (this.state !== 'up') return;
    this.state = 'away';
    this.logger.warn(
      { reason: reasonOf(thrown) },
      'Redis is away: until it is back, each replica limits callers by itself',
    );
  }

  back(): void {
    if (this.state !== 'away') return;
    this.state = 'up';
    this.logger.info('Redis is back: all replicas limit callers together');
  }

  /** Stops logging, as the connection is about to be closed on purpose. */
  silence(): void {
    this.state = 'closed';
  }
}

/** Returns a code of the system or of Redis (`WRONGPASS`), or the class of the error: messages may hold addresses and names. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'string') return code;
  return /^[A-Z]+(?= )/.exec(thrown.message)?.[0] ?? thrown.constructor.name;
}
