import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { DEFAULT_TOOLS, READING_TOOLS } from '../harness/offered-tools.js';
import { freePort } from '../harness/free-port.js';
import { startIssuer } from '../harness/issuer.js';
import { startHttpProgram } from '../harness/program.js';
import { use } from '../harness/use.js';

const ALL = 'invoices:read invoices:write';

const issuer = use(startIssuer);

test('clients of both generations get a token by what the 401 tells them, and call', async () => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}/mcp`;
  const program = await startHttpProgram(['--sandbox'], {
    ORVION_MCP_LISTEN_PORT: String(port),
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: issuer.url,
    ORVION_MCP_PUBLIC_URL: endpoint,
  });
  const credentials = { clientId: 'agent', clientSecret: 'agent-secret', scope: ALL };
  const provider = new ClientCredentialsProvider({ ...credentials, expectedIssuer: issuer.url });
  const modern = new Client({ name: 'tests', version: '1' });
  await modern.connect(new StreamableHTTPClientTransport(new URL(endpoint), { authProvider: provider }));
  expect((await modern.listTools()).tools.map(({ name }) => name)).toEqual(DEFAULT_TOOLS);
  const reader = new Client({ name: 'tests', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  const reading = new ClientCredentialsProvider({ ...credentials, scope: 'invoices:read', expectedIssuer: issuer.url });
  const token = await issuer.token(endpoint, 'invoices:read');
  reading.saveTokens({ access_token: token, token_type: 'bearer' });
  await reader.connect(new StreamableHTTPClientTransport(new URL(endpoint), { authProvider: reading }));
  expect((await reader.listTools()).tools.map(({ name }) => name)).toEqual(READING_TOOLS);
  await reader.close();
  const legacy = new ClientV1({ name: 'tests', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await legacy.connect(new HttpV1(new URL(endpoint), { requestInit: { headers } }));
  expect((await legacy.listTools()).tools.map(({ name }) => name)).toEqual(READING_TOOLS);
  await expect(legacy.callTool({ name: 'create_invoice', arguments: {} })).rejects.toThrow(/invoices:write/);
  await modern.close();
  await legacy.close();
  await program.stop();
  expect(program.stderr()).not.toContain(token.slice(0, 40));
});
