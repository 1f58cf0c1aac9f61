// Writes a CycloneDX bill of materials (SBOM) of what ships: `node bundle/sbom.mjs [folder]`. npm knows all packages; only those
// from which the bundler has taken modules, and those installed beside the bundle, are kept.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifestOf } from './packages.mjs';
import { BUILD, DIST, ROOT } from './paths.mjs';

const BUNDLED = { name: 'orvion-mcp:bundled', value: 'true' };

const read = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const [target = '.'] = process.argv.slice(2);
const { name, version } = manifestOf(ROOT);
const bundled = new Set(read(BUILD, 'packages.json'));
const beside = new Set(
  Object.entries(read(DIST, 'npm-shrinkwrap.json').packages).map(
    ([place, locked]) => `${place.split('node_modules/').at(-1)}@${locked.version}`,
  ),
);
const known = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
);

const components = known.components.filter(({ 'bom-ref': ref }) => bundled.has(ref) || beside.has(ref)).map(component);
const unknown = [...bundled].filter((ref) => !components.some((part) => part['bom-ref'] === ref));
if (unknown.length > 0) throw new Error(`npm does not know ${unknown.join(', ')}: run npm ci`);

const { metadata } = known;
const refs = new Set([metadata.component['bom-ref'], ...components.map((part) => part['bom-ref'])]);
const bill = {
  ...known,
  // npm uses the name of the folder.
  metadata: { ...metadata, component: { ...metadata.component, name } },
  components,
  dependencies: known.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
};
const file = join(resolve(target), `${name}-${version}.cdx.json`);
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
process.stdout.write(`${file}: ${components.length} packages, ${bundled.size} of them inside the bundle\n`);

function component(part) {
  return bundled.has(part['bom-ref']) ? { ...part, properties: [...part.properties, BUNDLED] } : part;
}
