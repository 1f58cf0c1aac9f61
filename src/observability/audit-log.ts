import type { LevelWithSilent, Logger } from 'pino';

/** Fields of the audit line of one write. None of them can hold customer data. */
export interface AuditRecord {
  /** Name of the caller, as the transport has authenticated it. */
  readonly caller: string;
  readonly tool: string;
  /** Identifier of the object to change, from the caller or the backend; undefined while it is unknown. */
  readonly subject: string | undefined;
  /**
   * `unknown` when the change may have happened but no response says so; `asked` when it waits for the confirmation of a
   * person.
   */
  readonly outcome: 'ok' | 'error' | 'unknown' | 'asked';
  /** How far the confirmation of the write has come, where a person has to confirm it. */
  readonly confirmation: string | undefined;
  readonly code: string | undefined;
  readonly requestId: string;
  readonly traceId: string | undefined;
}

/** Longer than any valid identifier or name. */
const MAX_LENGTH = 128;
/** Letters, digits and separators of identifiers: no e-mail address, no name of several words, no line break. */
const IDENTIFIER = /^[\w.:-]+$/;

/** Writes one line for every write, whatever its outcome, at every `LOG_LEVEL` except `silent`. */
export class AuditLog {
  private readonly logger: Logger;

  constructor(logger: Logger) {
    const level: LevelWithSilent = logger.level === 'silent' ? 'silent' : 'info';
    this.logger = logger.child({ context: AuditLog.name }, { level });
  }

  /** Writes the audit line of a finished write. */
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

/** An agent may pass anything as an identifier, even the e-mail address of a customer. */
const identifier = (text: string): string =>
  text.length <= MAX_LENGTH && IDENTIFIER.test(text) ? text : '[not an identifier]';
