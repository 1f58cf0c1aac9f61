import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import pino from 'pino';
import { loadConfig } from '../../src/config/load-config.js';
import { Secret } from '../../src/config/secret.js';

const CANARY = 'canary-c0ffee';
const secret = new Secret(CANARY);

/** What something writes to a stream. */
function written(write: (stream: Writable) => void): string {
  let text = '';
  write(new Writable({ write: (chunk, _encoding, done) => ((text += String(chunk)), done()) }));
  return text;
}

const REDACTED: readonly [string, () => string][] = [
  ['a template', () => `key ${secret as unknown as string}`],
  ['concatenation', () => 'key '.concat(secret as unknown as string)],
  ['String()', () => String(secret)],
  ['JSON', () => JSON.stringify({ secret })],
  ['inspect', () => inspect({ deep: { secret } }, { depth: null })],
  ['inspect of hidden things', () => inspect(secret, { showHidden: true, getters: true, customInspect: true })],
  ['format %s', () => format('%s', secret)],
  ['format %o', () => format('%o', secret)],
  ['format %O', () => format('%O', secret)],
  ['format %j', () => format('%j', secret)],
  ['console', () => written((stream) => new Console(stream).log('key:', secret, [secret]))],
  ['console.table', () => written((stream) => new Console(stream).table([{ secret }]))],
  ['a logger', () => written((stream) => pino(stream).info({ secret, upstream: { secret } }, 'key %s', secret))],
  ['an error', () => inspect(new Error(`bad ${secret as unknown as string}`, { cause: { secret } }))],
];

test.each(REDACTED)('%s shows [redacted]', (_way, print) => {
  const text = print();
  expect(text).not.toContain(CANARY);
  expect(text).toContain('[redacted]');
});

const EMPTY: readonly [string, () => unknown][] = [
  ['a copy', () => Object.assign({}, secret)],
  ['a clone', () => structuredClone(secret)],
  ['serialising', () => serialize(secret).toString('latin1')],
  ['inspect without its custom form', () => inspect(secret, { customInspect: false, showHidden: true })],
  ['property names', () => Reflect.ownKeys(secret)],
];

test.each(EMPTY)('%s shows nothing', (_way, look) => {
  expect(inspect(look(), { depth: null })).not.toContain(CANARY);
});

test('only asking for it shows it', () => {
  expect(secret.reveal()).toBe(CANARY);
});

test('the API key is one, wherever the configuration is printed', () => {
  const variables = { AGENTPAY_API_BASE_URL: 'http://localhost:8000/v1', AGENTPAY_API_KEY: CANARY };
  const config = loadConfig(variables, { backend: true, http: true, sandboxPort: 0 });
  for (const text of [JSON.stringify(config), inspect(config, { depth: null, showHidden: true })]) {
    expect(text).not.toContain(CANARY);
    expect(text).toContain('[redacted]');
  }
});
