import type { LevelWithSilent, Logger } from 'pino';

/** What the log says of one attempt to change something. By its shape it cannot hold customer data. */
export interface AuditRecord {
  /** Name of the caller, as the transport found it out. */
  readonly caller: string;
  readonly tool: string;
  /** What was to be changed, when that is known: an identifier, from the caller or the backend. */
  readonly subject: string | undefined;
  /**
   * `unknown` when the change may have happened although there is no answer that says so; `asked` when it waits for a
   * person.
   */
  readonly outcome: 'ok' | 'error' | 'unknown' | 'asked';
  /** What a person had to do with it, where one has to confirm. */
  readonly confirmation: string | undefined;
  readonly code: string | undefined;
  readonly requestId: string;
  readonly traceId: string | undefined;
}

/** Longer than any identifier or name that is meant. */
const MAX_LENGTH = 128;
/** Letters, digits and what identifiers join them with: no address, no name of more than one word, no line break. */
const IDENTIFIER = /^[\w.:-]+$/;

/** One line for every write, whatever became of it. `LOG_LEVEL` leaves them in the log, but for `silent`. */
export class AuditLog {
  private readonly logger: Logger;

  constructor(logger: Logger) {
    const level: LevelWithSilent = logger.level === 'silent' ? 'silent' : 'info';
    this.logger = logger.child({ context: AuditLog.name }, { level });
  }

  /** Writes the line of a write that has ended. */
  written({ caller, tool, subject, outcome, confirmation, code, requestId, traceId }: AuditRecord): void {
    this.logger.info(
      {
        caller: caller.slice(0, MAX_LENGTH),
        tool,
        invoice_id: subject === undefined ? undefined : identifier(subject),
        outcome,
        confirmation,
        code,
        request_id: requestId,
        trace_id: traceId,
      },
      'write',
    );
  }
}

/** An agent may pass anything for an identifier, even the address of a customer. */
const identifier = (text: string): string =>
  text.length <= MAX_LENGTH && IDENTIFIER.test(text) ? text : '[not an identifier]';
