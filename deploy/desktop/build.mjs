// Makes the desktop bundle of the built program, a file that Claude Desktop installs: `node deploy/desktop/build.mjs [folder]`.
// The sandbox is left out, as its database is native code: so one file serves every platform.
import { packExtension } from '@anthropic-ai/mcpb';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => JSON.parse(readFileSync(at(path), 'utf8'));

/** What makes a package for npm of the program, and compiled code: that is for the Node that built it, and the desktop brings its own. */
const NOT_FOR_DESKTOPS = /\.(?:code|json|md|example)$/;

const [target = '.'] = process.argv.slice(2);
const { name, version, description, license, type, engines } = read('../../package.json');
const staged = mkdtempSync(join(tmpdir(), 'orvion-desktop-'));
try {
  cpSync(at('../../dist'), join(staged, 'dist'), { recursive: true, filter: (path) => !NOT_FOR_DESKTOPS.test(path) });
  write('package.json', { name, version, description, license, private: true, type });
  write('manifest.json', manifest());
  const outputPath = join(resolve(target), `${name}-${version}.mcpb`);
  if (!(await packExtension({ extensionPath: staged, outputPath, silent: true })))
    throw new Error('The packer refused it');
  process.stdout.write(`${outputPath} is for Claude Desktop: open it with a double click.\n`);
} finally {
  rmSync(staged, { recursive: true });
}

/** What does not change by itself, and what the package and the program say. */
function manifest() {
  const { compatibility, ...rest } = read('manifest.json');
  return {
    ...rest,
    version,
    description,
    license,
    tools: tools(),
    compatibility: { ...compatibility, runtimes: { node: engines.node } },
  };
}

function tools() {
  const listed = JSON.parse(execFileSync(process.execPath, [at('../../dist/main.js'), 'tools'], { encoding: 'utf8' }));
  return listed.tools.map((tool) => ({ name: tool.name, description: `${tool.description.split('. ')[0]}.` }));
}

function write(file, value) {
  writeFileSync(join(staged, file), `${JSON.stringify(value, null, 2)}\n`);
}
