import { isLoopback } from '../config/loopback.js';
import type { Backend } from './backend.js';
import type { Terminal } from './terminal.js';

/** The text for a person when the HTTP server has started: its address, its data, and what to do next. */
export function httpBanner(port: number, { sandbox, config }: Backend, { bold, dim }: Terminal): string {
  const { host, allowedHosts, auth } = config.http;
  const sendsToken = auth?.mode === 'token' || auth?.mode === 'api-key';
  const token = auth?.mode === 'api-key' ? 'Bearer YOUR_ORVION_API_KEY' : 'Bearer YOUR_TOKEN';
  const headers = sendsToken && { headers: { Authorization: token } };
  const endpoint = `http://${hostForClients(host)}:${port}/mcp`;
  const backend = sandbox
    ? ['Sandbox: demo invoices, nothing real. Its data is in', `  ${sandbox.database}`]
    : [`Backend: ${config.upstream.baseUrl}`];
  const isLocalOnly = !isLoopback(host) && allowedHosts.length === 0;
  const others = isLocalOnly && [
    'Only localhost is answered: set ORVION_MCP_ALLOWED_HOSTS to the names that others use',
    '',
  ];
  const needed = auth?.mode === 'api-key' ? 'AGENTPAY_API_BASE_URL' : 'AGENTPAY_API_BASE_URL and AGENTPAY_API_KEY';
  const toReal = sandbox && [
    '',
    bold('Use the real backend'),
    `  set ${needed} (see .env.example), then`,
    '  npm run start:prod',
  ];
  return [
    '',
    bold('Orvion MCP is running'),
    `  ${bold(endpoint)}`,
    '',
    ...backend,
    '',
    ...(others || []),
    bold('Connect a client'),
    dim('  Claude Code'),
    `  claude mcp add --transport http orvion ${endpoint}${sendsToken ? ` --header "Authorization: ${token}"` : ''}`,
    dim('  Cursor and others, in mcp.json (VS Code: "servers" instead of "mcpServers")'),
    `  ${JSON.stringify({ mcpServers: { orvion: { type: 'http', url: endpoint, ...headers } } })}`,
    ...(toReal ?? []),
    '',
    dim('Ctrl+C stops it.'),
    '',
  ].join('\n');
}

/** Returns a host that clients on this machine can use and the Host check allows, even when listening on all addresses. */
function hostForClients(host: string): string {
  if (host === '0.0.0.0' || /^[0:]+$/.test(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
