/** What came of a check. A skipped one had nothing to look at. */
export type State = 'ok' | 'warning' | 'failed' | 'skipped';

/** One line of the report. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly check: string;
  readonly state: State;
  /** Goes on after the word. No key is in it, nor the value of a variable that may be one. */
  readonly says: string;
  /** What to do, as a sentence. */
  readonly remedy?: string;
}
