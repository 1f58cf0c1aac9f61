import { SCOPES } from '../../app.module.js';
import { readTokenFile, TokenFileError } from '../../auth/static-tokens/token-file.js';
import { ConfigError, configHint } from '../../config/config-error.js';
import type { Config } from '../../config/config.js';
import { confirmNotice } from '../confirm-notice.js';
import type { Finding } from './finding.js';

/** Loads the configuration, which is absent when it is invalid. Each invalid setting and each notice is a finding. */
export function checkSettings(load: () => Config): { config?: Config; findings: Finding[] } {
  try {
    const config = load();
    const { auth } = config.http;
    if (auth?.mode === 'token') readTokenFile(auth.tokensFile, SCOPES);
    const notices = [confirmNotice(config), config.telemetry.notice].filter((notice) => notice !== undefined);
    const usable: Finding = { check: 'settings', state: 'ok', message: 'are usable' };
    return { config, findings: [usable, ...notices.map((message) => finding('warning', message))] };
  } catch (thrown) {
    if (thrown instanceof TokenFileError) {
      return { findings: [finding('failed', `ORVION_MCP_AUTH_TOKENS_FILE ${thrown.message}.`)] };
    }
    if (!(thrown instanceof ConfigError)) throw thrown;
    const invalid = thrown.invalid.map(({ variable, message }) => finding('failed', `${variable} ${message}.`));
    const last = invalid.pop();
    return { findings: last ? [...invalid, { ...last, remedy: configHint(thrown.invalid) }] : [] };
  }
}

const finding = (state: 'warning' | 'failed', message: string): Finding => ({
  check: 'settings',
  state,
  message: message.replace(/([.?])\.$/, '$1'),
});
