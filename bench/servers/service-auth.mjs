// Authentication of the service's callers: none, or one token (`--auth=token`).
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from '../machine/processes.mjs';

const TOKEN = 'bench-token-that-opens-nothing-but-this-run';

/** Settings of the service and headers of its callers in a mode. */
export function authSettings(mode = 'none') {
  if (mode === 'none') return { env: { ORVION_MCP_HTTP_AUTH: 'none' }, headers: {} };
  if (mode !== 'token') throw new Error(`--auth is none or token, not ${mode}`);
  const file = join(FOLDER, 'tokens.json');
  const sha256 = createHash('sha256').update(TOKEN).digest('hex');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'bench', sha256, scopes: ['invoices:read'] }] }));
  return {
    env: { ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: file },
    headers: { authorization: `Bearer ${TOKEN}` },
  };
}
