import type { PinoLogger } from 'nestjs-pino';

/** Says when Redis goes away and when it is back: one line for each change, none for each call. */
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

  /** What happens to the connection from now on is intended. */
  silence(): void {
    this.state = 'closed';
  }
}

/** A code, as messages may tell addresses and names: of the system, of Redis (`WRONGPASS`), or the kind of error. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'string') return code;
  return /^[A-Z]+(?= )/.exec(thrown.message)?.[0] ?? thrown.constructor.name;
}
