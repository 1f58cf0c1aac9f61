import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

jest.setTimeout(60_000);

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly unknown[];
  readonly properties: readonly { name: string; value: string }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

let bill: Bill;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-sbom-'));
  execFileSync(process.execPath, [resolve('bundle/sbom.mjs'), folder]);
  bill = JSON.parse(readFileSync(join(folder, `orvion-mcp-${version}.cdx.json`), 'utf8')) as Bill;
});

const refsOf = (isBundled: boolean): string[] =>
  bill.components
    .filter(({ properties }) => properties.some(({ name }) => name === 'orvion-mcp:bundled') === isBundled)
    .map((component) => component['bom-ref'])
    .toSorted();

test('it is the bill of this version', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'orvion-mcp', version } } });
});

test('it lists what is inside the bundle, as its licences do', () => {
  const notices = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
  const named = [...notices.matchAll(/^-{80}\n\n(\S+) (\S+) \(/gm)].map(([, name, at]) => `${name}@${at}`);
  expect(named.length).toBeGreaterThan(50);
  expect(refsOf(true)).toEqual([...new Set(named)].toSorted());
});

test('and what is installed beside it, and nothing that is for development', () => {
  const names = refsOf(false).map((ref) => ref.slice(0, ref.lastIndexOf('@')));
  expect(names).toContain('libsql');
  const beside = /^(?:libsql|@libsql\/[\w-]+|@neon-rs\/load|detect-libc)$/;
  expect(names.filter((name) => !beside.test(name))).toEqual([]);
  const markers = bill.components.flatMap(({ properties }) => properties.map(({ name }) => name));
  expect(markers).not.toContain('cdx:npm:package:development');
});

test('each package has an address and a licence, and what it depends on is listed', () => {
  for (const { purl, licenses } of bill.components)
    expect([purl, licenses]).toEqual([expect.stringMatching(/^pkg:npm\/.+@\d/), expect.any(Array)]);
  const refs = bill.components.map((component) => component['bom-ref']);
  for (const { dependsOn } of bill.dependencies) expect(refs).toEqual(expect.arrayContaining([...dependsOn]));
});
