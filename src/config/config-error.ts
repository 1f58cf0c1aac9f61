/** A setting that cannot be used, and the remedy. Its value is left out, as it may be a key. */
export interface InvalidSetting {
  readonly variable: string;
  readonly message: string;
}

/** Thrown when the program cannot start with its configuration. Holds every invalid setting, so that one round of fixing is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly invalid: readonly InvalidSetting[]) {
    super(invalid.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  }
}

/** Formats the error for a terminal: one line for each invalid setting, then where to read on. */
export function formatConfigError({ invalid }: ConfigError): string {
  const count = invalid.length === 1 ? 'One setting is' : `${invalid.length} settings are`;
  const lines = invalid.map(({ variable, message }) => `  ${variable} ${message}${message.endsWith('?') ? '' : '.'}`);
  return [`${count} not usable:`, ...lines, configHint(invalid)].join('\n');
}

/** Points to the documentation of all settings, and to the sandbox when no backend is configured. */
export function configHint(invalid: readonly InvalidSetting[]): string {
  const lacksBackend = invalid.some(
    ({ variable }) => variable === 'AGENTPAY_API_BASE_URL' || variable === 'AGENTPAY_API_KEY',
  );
  return 'All settings are in .env.example.' + (lacksBackend ? ' To try it without a backend, add --sandbox.' : '');
}
