// Writes a CycloneDX bill of materials (SBOM) of what ships: `node bundle/sbom.mjs [folder]`. npm takes most bundled packages
// for development dependencies, so the list is filtered to the packages in the bundle and those installed beside it.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifestOf } from './packages.mjs';
import { BUILD, ROOT } from './paths.mjs';

const DEVELOPMENT = 'cdx:npm:package:development';
const BUNDLED = { name: 'orvion-mcp:bundled', value: 'true' };

const [target = '.'] = process.argv.slice(2);
const { name, version } = manifestOf(ROOT);
const bundled = new Set(JSON.parse(readFileSync(join(BUILD, 'packages.json'), 'utf8')));
const installed = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
);

const components = installed.components.filter(ships).map(component);
const unknown = [...bundled].filter((ref) => !components.some((part) => part['bom-ref'] === ref));
if (unknown.length > 0) throw new Error(`npm does not know ${unknown.join(', ')}: run npm ci`);

const { metadata } = installed;
const refs = new Set([metadata.component['bom-ref'], ...components.map((part) => part['bom-ref'])]);
const bill = {
  ...installed,
  // npm uses the name of the folder.
  metadata: { ...metadata, component: { ...metadata.component, name } },
  components,
  dependencies: installed.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
};
const file = join(resolve(target), `${name}-${version}.cdx.json`);
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
process.stdout.write(`${file}: ${components.length} packages, ${bundled.size} of them inside the bundle\n`);

function ships({ 'bom-ref': ref, properties }) {
  return bundled.has(ref) || !properties.some((property) => property.name === DEVELOPMENT);
}

function component(part) {
  if (!bundled.has(part['bom-ref'])) return part;
  const properties = part.properties.filter((property) => property.name !== DEVELOPMENT);
  return { ...part, properties: [...properties, BUNDLED] };
}
