/** What is wrong with one variable, remedy included. The value is never part of it: it may be a key. */
export interface ConfigFault {
  readonly variable: string;
  readonly message: string;
}

/** Thrown when the program cannot start with its configuration. Holds every fault, so that one round of fixing is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  }
}

/** The text for a terminal: one line for each fault, then where to read on. */
export function formatConfigError({ faults }: ConfigError): string {
  const count = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`;
  const lines = faults.map(({ variable, message }) => `  ${variable} ${message}${message.endsWith('?') ? '' : '.'}`);
  return [`${count} not usable:`, ...lines, whereToReadOn(faults)].join('\n');
}

/** What to tell whoever has to mend these faults. */
export function whereToReadOn(faults: readonly ConfigFault[]): string {
  const lacksBackend = faults.some(
    ({ variable }) => variable === 'AGENTPAY_API_BASE_URL' || variable === 'AGENTPAY_API_KEY',
  );
  return 'All settings are in .env.example.' + (lacksBackend ? ' To try it without a backend, add --sandbox.' : '');
}
