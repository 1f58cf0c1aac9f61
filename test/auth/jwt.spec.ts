import { exportSPKI, importJWK, SignJWT } from 'jose';
import { JwtAuthenticator } from '../../src/auth/jwt/jwt.authenticator.js';
import { startApp } from '../harness/app.js';
import { freePort } from '../harness/free-port.js';
import { startIssuer } from '../harness/issuer.js';
import { modernCall, modernHeaders, toolCall } from '../harness/messages.js';
import { startRawBackend } from '../harness/raw-backend.js';
import { use } from '../harness/use.js';
import { post } from './raw-request.js';

const RESOURCE = 'https://mcp.example.com/mcp';
const METADATA = 'https://mcp.example.com/.well-known/oauth-protected-resource/mcp';
const ALL = 'invoices:read invoices:write';

const issuer = use(startIssuer);
const backend = use(async () => startRawBackend((_request, response) => response.end('[]')));
const service = use(async () =>
  startApp({
    ...backend.variables,
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: issuer.url,
    ORVION_MCP_PUBLIC_URL: RESOURCE,
  }),
);

const now = (): number => Math.floor(Date.now() / 1000);
const claims = (more: Record<string, unknown> = {}) => ({
  iss: issuer.url,
  aud: RESOURCE,
  sub: 'agent-7',
  exp: now() + 60,
  scope: ALL,
  ...more,
});

/** A part of a token. */
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The description in the challenge, which has to be complete. */
const rejectionOf = async (token: string): Promise<string> => {
  const { status, challenge, body } = await post(service.endpoint, token);
  const [, description = ''] = /error_description="([^"]*)"/.exec(challenge ?? '') ?? [];
  expect([status, challenge]).toEqual([
    401,
    `Bearer error="invalid_token", error_description="${description}", scope="${ALL}", resource_metadata="${METADATA}"`,
  ]);
  expect(body.error?.message).toBe(`${description}. Send a valid one`);
  return description;
};

describe('a token of the issuer for this resource', () => {
  test('is taken as the issuer makes it, and is not passed on', async () => {
    const token = await issuer.token(RESOURCE, ALL);
    expect((await post(service.endpoint, token)).status).toBe(200);
    const { requests } = backend;
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(requests[0]?.rawHeaders)).not.toContain(token);
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${backend.variables.AGENTPAY_API_KEY}`);
  });

  test.each<[string, Record<string, unknown>]>([
    ['several audiences', { aud: ['https://other.example.com', RESOURCE] }],
    ['scopes as a list', { scope: undefined, scp: ['invoices:read'] }],
    ['a client in place of a subject', { sub: undefined, client_id: 'agent' }],
    ['an issue time a moment ahead of ours', { nbf: now() + 2 }],
  ])('is taken with %s', async (_what, more) => {
    expect((await post(service.endpoint, await issuer.sign(claims(more)))).status).toBe(200);
  });
});

describe('a token is rejected', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['for another audience', { aud: 'https://other.example.com/mcp' }, /another audience/],
    ['for a longer audience', { aud: `${RESOURCE}/` }, /another audience/],
    ['for none', { aud: undefined }, /audience/],
    ['of another issuer', { iss: 'https://evil.example.com' }, /another authorization server/],
    ['of an issuer that looks alike', { iss: 'http://127.0.0.1:1' }, /another authorization server/],
    ['that has expired', { exp: now() - 10 }, /expired/],
    ['without expiry', { exp: undefined }, /lacks a claim/],
    ['that is not valid yet', { nbf: now() + 60 }, /not valid yet/],
    ['of nobody', { sub: undefined }, /not an access token/],
  ])('%s', async (_what, more, description) => {
    expect(await rejectionOf(await issuer.sign(claims(more)))).toMatch(description);
  });

  test('of another type', async () => {
    expect(await rejectionOf(await issuer.sign(claims(), { typ: 'logout+jwt' }))).toMatch(/not an access token/);
  });

  test('without a signature', async () => {
    expect(await rejectionOf(`${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims())}.`)).toMatch(/not signed/);
  });

  test('signed with the public key as a shared secret', async () => {
    const pem = await exportSPKI((await importJWK(issuer.publicKey, 'ES256')) as Parameters<typeof exportSPKI>[0]);
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(Buffer.from(pem));
    expect(await rejectionOf(token)).toMatch(/not signed/);
  });

  test('with changed claims under the same signature', async () => {
    const [header, , signature] = (await issuer.sign(claims())).split('.');
    const forged = part(claims({ sub: 'admin' }));
    expect(await rejectionOf(`${header}.${forged}.${signature}`)).toMatch(/not signed/);
  });

  test('that is none', async () => {
    expect(await rejectionOf('not.a.token')).toMatch(/not signed/);
  });

  test('of unknown keys, however many, without asking the issuer for each', async () => {
    const before = await issuer.keyRequests();
    for (let index = 0; index < 50; index += 1) {
      const token = await issuer.sign(claims(), { kid: `made-up-${index}` });
      expect((await post(service.endpoint, token)).status).toBe(401);
    }
    expect((await issuer.keyRequests()) - before).toBeLessThanOrEqual(1);
  });
});

test('a request without a token is told where to get one', async () => {
  const { status, challenge } = await post(service.endpoint, undefined);
  expect([status, challenge]).toEqual([401, `Bearer scope="${ALL}", resource_metadata="${METADATA}"`]);
});

test.each(['', '/mcp'])('the metadata of the resource is open at the well-known path%s', async (suffix) => {
  const response = await fetch(new URL(`/.well-known/oauth-protected-resource${suffix}`, service.endpoint));
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(await response.json()).toEqual({
    resource: RESOURCE,
    authorization_servers: [issuer.url],
    scopes_supported: ['invoices:read', 'invoices:write'],
    bearer_methods_supported: ['header'],
    resource_name: 'Orvion invoices',
  });
});

test('the metadata may be read by a client in a web page, which asks first', async () => {
  const url = new URL('/.well-known/oauth-protected-resource/mcp', service.endpoint);
  const response = await fetch(url, { method: 'OPTIONS' });
  expect([response.status, response.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'mcp-protocol-version',
  ]);
});

test.each([{ nonce: 'n' }, { at_hash: 'x' }, { cnf: { jkt: 'x' } }])(
  'a token with %j is meant for something else',
  async (more) => {
    expect(await rejectionOf(await issuer.sign(claims(more)))).toBe('The token is not a bearer access token');
  },
);

test('a tool beyond the scopes of the token is answered 403 and names every scope needed', async () => {
  const token = await issuer.token(RESOURCE, 'invoices:read');
  expect((await post(service.endpoint, token)).status).toBe(200);
  const { status, challenge, body } = await post(
    service.endpoint,
    token,
    toolCall('mark_invoice_paid', { id: 'inv_1' }),
  );
  expect([status, body.id]).toEqual([403, 1]);
  expect(challenge).toBe(
    `Bearer error="insufficient_scope", scope="invoices:read invoices:write", resource_metadata="${METADATA}"`,
  );
  expect(body.error?.message).toMatch(/needs the scope invoices:write/);
  const newest = modernCall('mark_invoice_paid', { id: 'inv_1' });
  const again = await post(service.endpoint, token, newest, modernHeaders('mark_invoice_paid'));
  expect([again.status, again.challenge]).toEqual([403, challenge]);
});

test('a token that was good is rejected once it has expired', async () => {
  const token = await issuer.sign(claims({ exp: now() + 1 }));
  expect((await post(service.endpoint, token)).status).toBe(200);
  // The tolerance for clocks that differ is of use only to a token that is not known yet.
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  let status = 200;
  while (status === 200) ({ status } = await post(service.endpoint, token));
  expect(status).toBe(401);
  expect(Date.now()).toBeLessThan((exp + 10) * 1000);
});

test('a new key of the issuer is picked up, once the cool-down allows', async () => {
  const other = await startIssuer();
  const options = { mode: 'jwt', issuer: other.url, audience: RESOURCE, resource: RESOURCE } as const;
  const authenticator = new JwtAuthenticator(
    { ...options, jwksUrl: undefined, algorithms: ['ES256'], jwksCache: { cooldownMs: 1 } },
    { warn: () => undefined },
  );
  const token = async (): Promise<string> => other.sign({ ...claims(), iss: other.url });
  expect(await authenticator.authenticate(await token())).toMatchObject({
    name: expect.stringMatching(/^user:\w{16}$/),
  });
  await other.rotate();
  expect(await authenticator.authenticate(await token())).toMatchObject({ scopes: new Set(ALL.split(' ')) });
  await other.close();
});

test('while the issuer cannot be asked, calls are answered 503 and not 401', async () => {
  const port = await freePort();
  const lonely = await startApp({
    ...backend.variables,
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: `http://127.0.0.1:${port}`,
    ORVION_MCP_PUBLIC_URL: RESOURCE,
  });
  const token = await issuer.sign(claims());
  const response = await fetch(lonely.endpoint, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  await lonely.close();
});

test('a caller whose token has to be verified first is bound by the limits all the same', async () => {
  const limited = await startApp({
    ...backend.variables,
    ORVION_MCP_HTTP_AUTH: 'jwt',
    ORVION_MCP_AUTH_ISSUER: issuer.url,
    ORVION_MCP_PUBLIC_URL: RESOURCE,
    ORVION_MCP_RATE_LIMIT_PER_SEC: '0.1',
    ORVION_MCP_RATE_LIMIT_BURST: '1',
  });
  const statuses: number[] = [];
  // None of the tokens was seen before, so each is looked at for longer than the other checks take.
  for (const jti of ['one', 'two', 'three'])
    statuses.push((await post(limited.endpoint, await issuer.sign(claims({ jti })))).status);
  await limited.close();
  expect(statuses).toEqual([200, 429, 429]);
});
