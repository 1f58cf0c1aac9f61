import { readFileSync } from 'node:fs';
import { parseArgs } from '../../src/cli/parse-args.js';
import { Environment } from '../../src/config/environment.js';
import { variablesOf } from '../../src/config/variable.decorator.js';

interface Package {
  readonly registryType: string;
  readonly identifier: string;
  readonly version: string;
  readonly transport: { readonly type: string };
  readonly packageArguments: readonly { readonly type: string; readonly value: string }[];
  readonly environmentVariables: readonly { readonly name: string; isRequired?: boolean; isSecret?: boolean }[];
}

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

const ours = read('dist/package.json');
const entry = read('server.json');
const [shipped, ...more] = entry.packages as [Package, ...Package[]];

/** What version 2025-12-11 of the registry's schema knows of an entry and of a package. */
const ENTRY = ['$schema', '_meta', 'description', 'icons', 'name', 'packages', 'remotes', 'repository', 'title'];
const PACKAGE = ['environmentVariables', 'fileSha256', 'identifier', 'packageArguments', 'registryBaseUrl'];
const PACKAGE_TOO = ['registryType', 'runtimeArguments', 'runtimeHint', 'transport', 'version'];

test('the entry keeps to the rules of the registry', () => {
  expect(entry.$schema).toBe('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json');
  expect(entry.name).toMatch(/^[a-zA-Z0-9.-]{1,100}\/[a-zA-Z0-9._-]{1,99}$/);
  for (const field of ['title', 'description']) expect(entry[field]).toMatch(/^.{1,100}$/);
  expect(entry.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys(entry).filter((key) => ![...ENTRY, 'version', 'websiteUrl'].includes(key))).toEqual([]);
  expect(Object.keys(shipped).filter((key) => ![...PACKAGE, ...PACKAGE_TOO].includes(key))).toEqual([]);
  expect(more).toEqual([]);
});

test('it is about this package, whose manifest says so too, as the registry asks for', () => {
  expect(ours.mcpName).toBe(entry.name);
  expect([shipped.registryType, shipped.identifier]).toEqual(['npm', ours.name]);
  expect([entry.version, shipped.version]).toEqual([ours.version, ours.version]);
  expect(entry.description).toBe(ours.description);
});

test('a client that follows it starts what it says, with variables that there are', () => {
  const args = shipped.packageArguments.map(({ value }) => value);
  expect(parseArgs(args)).toMatchObject({ kind: 'run', command: shipped.transport.type });
  const known = variablesOf(Environment);
  for (const { name } of shipped.environmentVariables) expect([...known.keys()]).toContain(name);
  const required = shipped.environmentVariables.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  expect(required).toEqual([...known].filter(([, variable]) => variable.required).map(([name]) => name));
  const secret = shipped.environmentVariables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  expect(secret).toEqual(['AGENTPAY_API_KEY']);
});
