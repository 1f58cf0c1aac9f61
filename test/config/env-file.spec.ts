import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error.js';
import { readEnvironment } from '../../src/config/read-environment.js';

let folder: string;
const file = (text: string | Buffer): void => writeFileSync(join(folder, '.env'), text);

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'orvion-env-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test.each([{}, { NODE_ENV: 'development' }, { NODE_ENV: 'test' }])('is read under %j', (env) => {
  file('LOG_LEVEL=debug\n# ORVION_MCP_LISTEN_PORT=1\nORVION_MCP_LISTEN_PORT="3001"\n');
  expect(readEnvironment(env, folder)).toEqual({ ...env, LOG_LEVEL: 'debug', ORVION_MCP_LISTEN_PORT: '3001' });
});

test('is not read in production', () => {
  file('AGENTPAY_API_BASE_URL=https://evil.example.com');
  expect(readEnvironment({ NODE_ENV: 'production', LOG_LEVEL: 'warn' }, folder)).toEqual({
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  });
});

test('gives way to the environment of the process, unless that is empty', () => {
  file('LOG_LEVEL=debug\nORVION_MCP_LISTEN_PORT=3001');
  expect(readEnvironment({ LOG_LEVEL: 'warn', ORVION_MCP_LISTEN_PORT: ' ' }, folder)).toEqual({
    LOG_LEVEL: 'warn',
    ORVION_MCP_LISTEN_PORT: '3001',
  });
});

test('need not be there', () => {
  expect(readEnvironment({ LOG_LEVEL: 'warn' }, folder)).toEqual({ LOG_LEVEL: 'warn' });
});

test('may begin with a byte order mark and end its lines as on Windows', () => {
  file('\uFEFFLOG_LEVEL=debug\r\nORVION_MCP_LISTEN_PORT=3001\r\n');
  const { LOG_LEVEL, ORVION_MCP_LISTEN_PORT } = readEnvironment({}, folder);
  expect([LOG_LEVEL, ORVION_MCP_LISTEN_PORT?.trim()]).toEqual(['debug', '3001']);
});

test('that is a folder is a fault with a remedy', () => {
  mkdirSync(join(folder, '.env'));
  expect(() => readEnvironment({}, folder)).toThrow(ConfigError);
  expect(() => readEnvironment({}, folder)).toThrow('.env cannot be read. Make it a readable file, or remove it');
});

test('that is no settings file is a fault, and its content is not shown', () => {
  file(Buffer.alloc(70_000, 'canary'));
  expect(() => readEnvironment({}, folder)).toThrow(/^\.env is larger than 64 KB\. It is no settings file$/);
});
