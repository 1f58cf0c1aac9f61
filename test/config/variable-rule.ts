import type { Config } from '../../src/config/config.js';
import type { Variables } from '../../src/config/variables.js';

/** A variable: values that it takes and what they become, then values that it refuses. */
export interface VariableRule {
  readonly read: (config: Config) => unknown;
  readonly good: readonly [string, unknown][];
  readonly bad: readonly string[];
  /** What else has to be set for it to make sense. */
  readonly beside?: Variables;
}
