import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { JwksCacheOptions } from '../../src/auth/auth.options.js';
import { JwtAuthenticator } from '../../src/auth/jwt/jwt.authenticator.js';
import { waitFor } from '../harness/wait-for.js';

/** What the server has at each path; a function answers by itself. */
type Pages = Readonly<Record<string, unknown>>;

const AUDIENCE = 'https://mcp.example.com/mcp';
const OAUTH = '/.well-known/oauth-authorization-server';
const OIDC = '/.well-known/openid-configuration';

let server: Server;
let origin: string;
let key: CryptoKey;
let jwk: JWK;
let kid: string;
let pages: Pages;
let asked: string[];

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'ES256', use: 'sig' };
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages[path];
    if (typeof page === 'function') (page as RequestListener)(request, response);
    else if (page === undefined) response.writeHead(404).end();
    else response.end(typeof page === 'string' ? page : JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const metadata = (issuer: string, more: object = {}) => ({ issuer, jwks_uri: `${origin}/keys`, ...more });

const keySet = () => ({ keys: [jwk] });

beforeEach(() => {
  kid = 'first';
  pages = {};
  asked = [];
});

/** Takes tokens of an issuer; `verify` says what one that is good is taken for, `problems` what the log was told. */
function authenticatorOf(issuer: string, jwksUrl?: string, jwksCache: Partial<JwksCacheOptions> = {}) {
  const problems: string[] = [];
  const options = { mode: 'jwt', issuer, audience: AUDIENCE, resource: AUDIENCE, algorithms: ['ES256'] } as const;
  const warn = ({ problem }: { problem: string }): void => void problems.push(problem);
  const authenticator = new JwtAuthenticator({ ...options, jwksUrl, jwksCache }, { warn: warn as () => void });
  let tokens = 0;
  const verifyOne = async (): Promise<string> => {
    const claims = { iss: issuer, aud: AUDIENCE, sub: `agent-${tokens++}`, exp: Math.floor(Date.now() / 1000) + 60 };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
    const outcome = await authenticator.authenticate(token);
    return 'reason' in outcome ? outcome.reason : 'caller';
  };
  return { verify: verifyOne, problems };
}

async function verify(issuer: string, given: Pages, jwksUrl?: string) {
  pages = given;
  asked = [];
  const { verify: once, problems } = authenticatorOf(issuer, jwksUrl);
  return { kind: await once(), problems, asked };
}

test('metadata of OAuth comes before that of OpenID Connect, and the path of the issuer goes in or behind', async () => {
  const good = { kind: 'caller', problems: [] };
  expect(await verify(origin, { [OAUTH]: metadata(origin), '/keys': keySet() })).toEqual({
    ...good,
    asked: [OAUTH, '/keys'],
  });
  expect(await verify(origin, { [OIDC]: metadata(origin), '/keys': keySet() })).toEqual({
    ...good,
    asked: [OAUTH, OIDC, '/keys'],
  });
  const tenant = `${origin}/tenant`;
  expect(await verify(tenant, { [`/tenant${OIDC}`]: metadata(tenant), '/keys': keySet() })).toEqual({
    ...good,
    asked: [`${OAUTH}/tenant`, `${OIDC}/tenant`, `/tenant${OIDC}`, '/keys'],
  });
});

test('keys at a configured address need no metadata', async () => {
  const outcome = await verify(origin, { '/elsewhere': keySet() }, `${origin}/elsewhere`);
  expect(outcome).toEqual({ kind: 'caller', problems: [], asked: ['/elsewhere'] });
});

const redirect: RequestListener = (_request, response) => response.writeHead(302, { location: '/keys' }).end();
const endless: RequestListener = (_request, response) => {
  response.writeHead(200);
  const more = setInterval(() => response.write(' '.repeat(64 * 1024)), 1);
  response.on('close', () => clearInterval(more));
};

const UNUSABLE: readonly [what: string, given: () => Pages, problem: RegExp][] = [
  ['no metadata', () => ({}), /status 404/],
  [
    'metadata of another issuer',
    () => ({ [OAUTH]: metadata(`${origin}/`), '/keys': keySet() }),
    /names another issuer/,
  ],
  ['metadata without keys', () => ({ [OAUTH]: { issuer: origin } }), /names no keys/],
  ['metadata that is no object', () => ({ [OAUTH]: 'null' }), /names another issuer/],
  [
    'keys over an open network',
    () => ({ [OAUTH]: metadata(origin, { jwks_uri: 'http://192.0.2.1/keys' }) }),
    /not secure/,
  ],
  ['keys in a file', () => ({ [OAUTH]: metadata(origin, { jwks_uri: 'file:///etc/passwd' }) }), /not secure/],
  [
    'keys behind a redirect',
    () => ({ [OAUTH]: metadata(origin, { jwks_uri: `${origin}/moved` }), '/moved': redirect, '/keys': keySet() }),
    /status 302/,
  ],
  ['keys that never end', () => ({ [OAUTH]: metadata(origin), '/keys': endless }), /larger than/],
  ['keys that are not JSON', () => ({ [OAUTH]: metadata(origin), '/keys': 'cnry' }), /^its answer is not JSON$/],
  ['keys that are no key set', () => ({ [OAUTH]: metadata(origin), '/keys': '[]' }), /no JSON Web Key Set/],
];

test.each(UNUSABLE)(
  'an authorization server with %s cannot be used, and the log says why',
  async (_what, given, problem) => {
    const { kind, problems } = await verify(origin, given());
    expect(kind).toBe('unavailable');
    expect(problems).toEqual([expect.stringMatching(problem)]);
  },
);

test('one that answers nothing is given up after five seconds', async () => {
  const start = performance.now();
  const { kind, problems } = await verify(origin, { [OAUTH]: metadata(origin), '/keys': () => undefined });
  expect([kind, problems]).toEqual(['unavailable', ['it does not answer in time']]);
  expect(performance.now() - start).toBeGreaterThan(4_500);
});

test('a broken key among good ones makes only its own tokens unusable', async () => {
  const broken = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'broken', alg: 'ES256' };
  const given = { [OAUTH]: metadata(origin), '/keys': { keys: [broken, ...keySet().keys] } };
  expect((await verify(origin, given)).kind).toBe('caller');
  kid = 'broken';
  expect((await verify(origin, given)).kind).toBe('invalid_token');
});

test('keys that cannot be had are not asked for at every call', async () => {
  pages = { [OAUTH]: metadata(origin) };
  const { verify: once, problems } = authenticatorOf(origin, undefined, { initialCooldownMs: 60_000 });
  for (let index = 0; index < 50; index++) expect(await once()).toBe('unavailable');
  expect(asked.filter((path) => path === '/keys')).toHaveLength(1);
  expect(problems).toHaveLength(1);
});

test('keys that moved are found again', async () => {
  pages = { [OAUTH]: metadata(origin) };
  const { verify: once } = authenticatorOf(origin, undefined, { initialCooldownMs: 0 });
  expect(await once()).toBe('unavailable');
  pages = { [OAUTH]: metadata(origin, { jwks_uri: `${origin}/moved` }), '/moved': keySet() };
  expect(await once()).toBe('caller');
});

test('keys of before are used while the authorization server is away, and not for ever', async () => {
  const times = { cooldownMs: 0, freshMs: 0, usableMs: 500 };
  pages = { [OAUTH]: metadata(origin), '/keys': keySet() };
  const { verify: once } = authenticatorOf(origin, undefined, times);
  expect(await once()).toBe('caller');
  pages = {};
  expect(await once()).toBe('caller');
  await waitFor(async () => (await once()) === 'unavailable');
});
