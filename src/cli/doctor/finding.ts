/** The outcome of a check. A skipped check had nothing to look at. */
export type FindingState = 'ok' | 'warning' | 'failed' | 'skipped';

/** One line of the report of `doctor`. */
export interface Finding {
  /** What was checked, in one word. */
  readonly check: string;
  readonly state: FindingState;
  /** Continues the sentence that `check` begins. Holds no key, nor a value that may be one. */
  readonly message: string;
  /** What to do next, as a sentence. */
  readonly remedy?: string;
}
