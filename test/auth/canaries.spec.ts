import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIssuer } from '../harness/issuer.js';
import { modernCall, modernHeaders } from '../harness/messages.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { use } from '../harness/use.js';
import { post } from './raw-request.js';

jest.setTimeout(60_000);

const RESOURCE = 'https://mcp.example.com/mcp';
/** By turns, as what is said of failures must not tell anything either. */
const STATUSES = [200, 401, 403, 500, 302];

let status = 200;

const backend = use(async () =>
  startRawBackend((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json', location: '/cnry' }).end('[]'),
  ),
);
const issuer = use(startIssuer);

interface Mode {
  readonly variables: Variables;
  readonly token: string;
  /** What must not be told of it, each part for itself. */
  readonly parts: readonly string[];
}

function tokenMode(): Mode {
  const path = join(mkdtempSync(join(tmpdir(), 'orvion-tokens-')), 'tokens.json');
  const sha256 = createHash('sha256').update('cnry-listed').digest('hex');
  writeFileSync(path, JSON.stringify({ tokens: [{ name: 'agent', sha256, scopes: ['invoices:read'] }] }));
  const variables = { ...backend.variables, ORVION_MCP_HTTP_AUTH: 'token', ORVION_MCP_AUTH_TOKENS_FILE: path };
  return { variables, token: 'cnry-listed', parts: [sha256] };
}

async function jwtMode(): Promise<Mode> {
  const exp = Math.floor(Date.now() / 1000) + 300;
  const claims = { iss: issuer.url, aud: RESOURCE, sub: 'cnry@example.com', exp, scope: 'invoices:read' };
  const token = await issuer.sign(claims);
  const variables = {
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: issuer.url,
    ORVION_MCP_PUBLIC_URL: RESOURCE,
  };
  return { variables: { ...backend.variables, ...variables }, token, parts: token.split('.') };
}

function apiKeyMode(): Mode {
  const { AGENTPAY_API_KEY: _operator, ...variables } = backend.variables;
  return { variables: { ...variables, ORVION_MCP_HTTP_AUTH: 'api-key' }, token: 'cnry-key-of-caller', parts: [] };
}

test.each<[string, () => Mode | Promise<Mode>]>([
  ['token', tokenMode],
  ['jwt', jwtMode],
  ['api-key', apiKeyMode],
])(
  'in the mode %s neither a token nor the name of a person is told, and only a key goes to the backend',
  async (mode, make) => {
    const { variables, token, parts } = await make();
    const service = await startHttpProgram([], { ...variables, LOG_LEVEL: 'trace', ORVION_MCP_METRICS: 'true' });
    backend.requests.length = 0;
    const reported: string[] = [];
    for (status of STATUSES) {
      const older = await post(service.endpoint, token);
      const newest = await post(service.endpoint, token, modernCall('list_invoices'), modernHeaders('list_invoices'));
      expect([older.status, newest.status]).toEqual([200, 200]);
      reported.push(JSON.stringify([older, newest]));
    }
    // In the mode `api-key` every token is a key, which the backend alone can refuse.
    for (const wrong of [`${token}x`, 'cnry-unknown', 'cnry two'])
      reported.push(JSON.stringify(await post(service.endpoint, wrong)));
    for (const path of ['/health', '/metrics']) reported.push(await (await fetch(service.origin + path)).text());
    expect(await service.stop()).toBe(0);
    const keys = new Set(backend.requests.map(({ headers }) => headers.authorization));
    expect(keys.has(`Bearer ${token}`)).toBe(mode === 'api-key');
    reported.push(service.stdout(), service.stderr());
    expect(service.stderr()).toContain('"tool call"');
    for (const secret of ['cnry', token, ...parts])
      expect(reported.filter((text) => text.includes(secret))).toEqual([]);
  },
);
