import type { Backend } from './backend.js';
import type { Terminal } from './terminal.js';

/** What a person reads when the HTTP server has started: where it is, on which data, and what to do next. */
export function httpBanner(endpoint: string, { sandbox, config }: Backend, { bold, dim }: Terminal): string {
  const backend = sandbox
    ? ['Sandbox: demo invoices, nothing real. Its data is in', `  ${sandbox.database}`]
    : [`Backend: ${config.upstream.baseUrl}`];
  const toReal = sandbox && [
    '',
    bold('Use the real backend'),
    '  set AGENTPAY_API_BASE_URL and AGENTPAY_API_KEY (see .env.example), then',
    '  npm run start:prod',
  ];
  return [
    '',
    bold('Orvion MCP is running'),
    `  ${bold(endpoint)}`,
    '',
    ...backend,
    '',
    bold('Connect a client'),
    dim('  Claude Code'),
    `  claude mcp add --transport http orvion ${endpoint}`,
    dim('  Cursor, VS Code and others: in their mcp.json'),
    `  "orvion": { "type": "http", "url": "${endpoint}" }`,
    ...(toReal ?? []),
    '',
    dim('Ctrl+C stops it.'),
    '',
  ].join('\n');
}
