/** What is wrong with one variable, remedy included. The value is never part of it: it may be a key. */
export interface InvalidSetting {
  readonly variable: string;
  readonly message: string;
}

/** Thrown when the program cannot start with its configuration. Holds every fault, so that one round of fixing is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly invalid: readonly InvalidSetting[]) {
    super(invalid.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  }
}

/** The text for a terminal: one line for each fault, then where to read on. */
export function formatConfigError({ invalid }: ConfigError): string {
  const count = invalid.length === 1 ? 'One setting is' : `${invalid.length} settings are`;
  const lines = invalid.map(({ variable, message }) => `  ${variable} ${message}${message.endsWith('?') ? '' : '.'}`);
  return [`${count} not usable:`, ...lines, whereToReadOn(invalid)].join('\n');
}

/** What to tell whoever has to mend these faults. */
export function whereToReadOn(invalid: readonly InvalidSetting[]): string {
  const lacksBackend = invalid.some(
    ({ variable }) => variable === 'AGENTPAY_API_BASE_URL' || variable === 'AGENTPAY_API_KEY',
  );
  return 'All settings are in .env.example.' + (lacksBackend ? ' To try it without a backend, add --sandbox.' : '');
}
