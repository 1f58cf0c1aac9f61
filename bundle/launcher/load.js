// Loads the bundle with a V8 code cache from its build. The cache fits only one version of Node and one architecture, so
// the file name holds both. V8 compiles as usual when the cache does not fit.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);
const modules = new Map();

/** Scripts by the name of their chunk. */
export const scripts = new Map();

/** Returns the path of the code cache of a chunk. */
export const codeFile = (name) =>
  new URL(`${name}.${process.version}-${process.platform}-${process.arch}.code`, import.meta.url);

/** Returns the exports of a chunk. Chunks are pure ASCII, and `latin1` is the fastest way to read that. */
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
