import { SCOPES } from '../../app.module.js';
import { readTokenFile } from '../../auth/static-tokens/token-file.js';
import type { Config } from '../../config/config.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Prints the configuration with secrets redacted. Invalid settings are reported earlier, while it is loaded. */
export function checkConfig(config: Config, { out, say }: Terminal): ExitCode {
  const { auth } = config.http;
  if (auth?.mode === 'token') readTokenFile(auth.tokensFile, SCOPES);
  out(JSON.stringify(config, null, 2));
  // On stderr, so that a program can read stdout as JSON.
  say('The settings are usable.');
  return EXIT.ok;
}
