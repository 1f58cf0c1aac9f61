// Loads the bundle with code that was compiled when it was built. It is of use to the same version of Node on the same
// kind of machine only, so the file names both; any other compiles for itself, as does V8 when a flag makes a difference.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);
const modules = new Map();

/** The scripts that run, by the name of their chunk. */
export const scripts = new Map();

/** The file with the compiled code of a chunk. */
export const codeFile = (name) =>
  new URL(`${name}.${process.version}-${process.platform}-${process.arch}.code`, import.meta.url);

/** What a chunk exports. It is pure ASCII, which is read fastest as what it is. */
export function loadChunk(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const url = new URL(name, import.meta.url);
  const filename = fileURLToPath(url);
  const script = new Script(readFileSync(url, 'latin1'), { filename, cachedData: compiledCode(name) });
  scripts.set(name, script);
  script.runInThisContext()(module.exports, requireFromChunk, module, filename, import.meta.dirname, url.href);
  return module.exports;
}

const requireFromChunk = Object.assign((id) => (id.startsWith('./') ? loadChunk(id.slice(2)) : require(id)), require);

function compiledCode(name) {
  try {
    return readFileSync(codeFile(name));
  } catch {
    return undefined;
  }
}
