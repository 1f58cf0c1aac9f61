import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTokenFile, TokenFileError } from '../../src/auth/static-tokens/token-file.js';
import { startHttpProgram, startProgram, type Program } from '../harness/program.js';
import { waitFor } from '../harness/wait-for.js';
import { post, postRaw } from './raw-request.js';

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
const entry = (name: string, token: string, scopes = ['invoices:read', 'invoices:write']) => ({
  name,
  sha256: sha256(token),
  scopes,
});
const OLD = 'old-token-canary-1';
const NEW = 'new-token-canary-2';

const folder = mkdtempSync(join(tmpdir(), 'orvion-tokens-'));
let files = 0;
/** A file whose path is a link, as Kubernetes mounts it. */
function mounted(content: string): { path: string; swap: (next: string) => void } {
  const path = join(folder, `tokens-${files++}.json`);
  const swap = (next: string): void => {
    const version = join(folder, `version-${files++}`);
    writeFileSync(version, next);
    const link = `${path}.new`;
    symlinkSync(version, link);
    renameSync(link, path);
  };
  swap(content);
  return { path, swap };
}
const tokens = (...entries: object[]): string => JSON.stringify({ tokens: entries });

describe('a running service', () => {
  let program: Program & { endpoint: string };
  const file = mounted(tokens(entry('old', OLD)));

  beforeAll(async () => {
    program = await startHttpProgram(['--sandbox'], {
      ORVION_MCP_HTTP_AUTH: 'token',
      ORVION_MCP_AUTH_TOKENS_FILE: file.path,
    });
  });

  afterAll(async () => program.stop());

  test('answers a call with a token of the file, in whatever case the scheme is written', async () => {
    expect((await post(program.endpoint, OLD)).status).toBe(200);
    expect(await postRaw(program.endpoint, [`Authorization: bEARER ${OLD}`])).toBe(200);
  });

  test.each([undefined, NEW, `${OLD}x`, OLD.slice(1), OLD.toUpperCase()])(
    'refuses %j with a challenge',
    async (token) => {
      const { status, challenge, body } = await post(program.endpoint, token);
      expect(status).toBe(401);
      expect(challenge).toMatch(/^Bearer /);
      expect(challenge?.includes('error="invalid_token"')).toBe(token !== undefined);
      expect(body.error?.message).toMatch(/^Send a token|Send a valid one$/);
    },
  );

  test.each<[number, string[]]>([
    [401, ['Authorization: Basic b2xkOnRva2Vu']],
    [401, [`Authorization: ${OLD}`]],
    [401, [`Proxy-Authorization: Bearer ${OLD}`]],
    [400, [`Authorization: Bearer ${OLD}`, `Authorization: Bearer ${OLD}`]],
    [400, ['Authorization: Bearer wrong', `authorization: Bearer ${OLD}`]],
    [400, [`Authorization: Bearer ${OLD}, Bearer ${OLD}`]],
    [400, [`Authorization: Bearer ${'x'.repeat(9_000)}`]],
    [400, ['Authorization: Bearer']],
  ])('answers %i to %j', async (status, lines) => {
    expect(await postRaw(program.endpoint, lines)).toBe(status);
  });

  test('takes no token from the address, and asks probes for none', async () => {
    expect((await post(`${program.endpoint}?access_token=${OLD}`, undefined)).status).toBe(401);
    const { origin } = new URL(program.endpoint);
    for (const path of ['/livez', '/readyz', '/health']) expect((await fetch(`${origin}${path}`)).status).toBe(200);
  });

  test('follows the file: both tokens during a rotation, then the new one alone; a broken file changes nothing', async () => {
    const statusOf = async (token: string): Promise<number> => (await post(program.endpoint, token)).status;
    file.swap(tokens(entry('old', OLD), entry('new', NEW)));
    await waitFor(async () => (await statusOf(NEW)) === 200);
    expect(await statusOf(OLD)).toBe(200);
    file.swap('{"tokens": [');
    await program.said(/The tokens read before stay in force/);
    expect([await statusOf(OLD), await statusOf(NEW)]).toEqual([200, 200]);
    file.swap(tokens(entry('new', NEW)));
    await waitFor(async () => (await statusOf(OLD)) === 401);
    expect(await statusOf(NEW)).toBe(200);
    expect(program.stderr()).not.toContain('canary');
  });
});

test.each<[string, string]>([
  ['no JSON', `{"tokens": "${OLD}`],
  ['another shape', JSON.stringify([entry('a', OLD)])],
  ['no token', tokens()],
  ['a list for a token', tokens([entry('a', OLD)])],
  ['a token in the clear', tokens({ name: 'a', token: OLD, scopes: ['invoices:read'] })],
  ['a hash of another kind', tokens({ ...entry('a', OLD), sha256: OLD })],
  ['an unknown scope', tokens(entry('a', OLD, ['invoices:admin']))],
  ['no scope', tokens(entry('a', OLD, []))],
  ['an unknown field', tokens({ ...entry('a', OLD), expires: OLD })],
  ['one name for two tokens', tokens(entry('a', OLD), entry('a', NEW))],
  ['one token under two names', tokens(entry('a', OLD), entry('b', OLD))],
])('a file with %s is rejected, without a word of its content', (_what, content) => {
  const read = (): unknown => readTokenFile(mounted(content).path, ['invoices:read', 'invoices:write']);
  expect(read).toThrow(TokenFileError);
  expect(read).not.toThrow(/canary/);
});

test('a file that cannot be used stops the start, without a word of its content', async () => {
  const program = startProgram(['http', '--sandbox'], {
    ORVION_MCP_HTTP_AUTH: 'token',
    ORVION_MCP_AUTH_TOKENS_FILE: mounted(`{"tokens": "${OLD}`).path,
  });
  expect(await program.ended).toBe(78);
  expect(program.stderr()).toMatch(/^One setting is not usable:\n {2}ORVION_MCP_AUTH_TOKENS_FILE /);
  expect(program.stderr()).not.toContain('canary');
});

test('check-config reads the file too', async () => {
  const program = startProgram(['check-config', '--sandbox'], {
    ORVION_MCP_HTTP_AUTH: 'token',
    ORVION_MCP_AUTH_TOKENS_FILE: join(folder, 'absent'),
  });
  expect(await program.ended).toBe(78);
  expect(program.stderr()).toMatch(/ORVION_MCP_AUTH_TOKENS_FILE cannot be read\. Set it to a readable file/);
});
