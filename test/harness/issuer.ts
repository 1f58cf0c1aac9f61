import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A real authorization server on loopback, whose signing key the test knows too, so that it can forge. */
export interface Issuer {
  readonly url: string;
  /** An access token as the server issues it, for a resource and scopes. */
  token(resource: string, scope: string): Promise<string>;
  /** A token signed with the server's key, whatever its claims. */
  sign(claims: JWTPayload, header?: Record<string, string>): Promise<string>;
  /** The key in public. */
  readonly publicKey: JWK;
  /** How often the keys were fetched. */
  keyRequests(): Promise<number>;
  /** Signs with another key from now on, and publishes only that. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

const ALGORITHM = 'ES256';

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: ALGORITHM, use: 'sig' };
}

export async function startIssuer(): Promise<Issuer> {
  let key = await newKey('first');
  const { d: _private, ...publicKey } = key;
  const child = spawn(process.execPath, [resolve('test/harness/issuer-process.mjs')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(JSON.stringify(key));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  return {
    url,
    publicKey,
    token: async (resource, scope) => {
      const response = await fetch(`${url}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('agent:agent-secret')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope }),
      });
      const { access_token } = (await response.json()) as { access_token: string };
      return access_token;
    },
    sign: async (claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, kid: key.kid ?? '', typ: 'at+jwt', ...header })
        .sign(await importJWK(key, ALGORITHM)),
    keyRequests: async () => Number(await (await fetch(`${url}/__key-requests`)).text()),
    rotate: async () => {
      key = await newKey('second');
      await fetch(`${url}/__keys`, { method: 'POST', body: JSON.stringify(key) });
    },
    close: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
}
