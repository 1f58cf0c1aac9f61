// The program and its packages as a few files. They are CommonJS, as only that can be given compiled code to start with
// (`launcher/load.js`). Classes keep their names, which Nest and the log use; decorators were compiled before.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ABSENT, REPLACED, REWRITTEN, refuseLeftOut } from './left-out.mjs';
import { manifestOf } from './packages.mjs';
import { BUILD, DIST, ROOT } from './paths.mjs';

/** Installed beside the program: it has native code. */
export const EXTERNAL = ['libsql'];

/** Nest and the log use the names of classes; traces of faults those of functions. */
const NAMES = { function: true, class: true };

/** What a chunk is given, by the names that Node gives to a CommonJS file, and what modules know of their place. */
const PARAMETERS = 'exports, require, module, __filename, __dirname, __url';
const META = { 'import.meta.url': '__url', 'import.meta.resolve': 'require.resolve' };

/** Maps lead from our own code to its sources; to follow those of all packages would make them three times its size. */
const sourceMaps = {
  name: 'source-maps',
  async load(id) {
    if (id.startsWith(BUILD) && id.endsWith('.js')) {
      const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
      refuseLeftOut(id, code);
      return { code, map: JSON.parse(map) };
    }
    return undefined;
  },
  transform: (code, id) => (id.startsWith(BUILD) ? undefined : { code, map: { mappings: '' } }),
};

/** Said by the build, as what ships need not look for it in a file. */
const version = {
  name: 'version',
  load: (id) =>
    id === join(BUILD, 'version.js')
      ? `export const VERSION = ${JSON.stringify(manifestOf(ROOT).version)};`
      : undefined,
};

const replaced = {
  name: 'replaced',
  load: (id) => of(REPLACED, id)?.code,
  transform: (code, id) => {
    const { from, to } = of(REWRITTEN, id) ?? {};
    if (from === undefined) return undefined;
    const rewritten = code.replace(from, to);
    if (rewritten === code) throw new Error(`${id} has no ${from} any more: see bundle/left-out.mjs`);
    return { code: rewritten, map: { mappings: '' } };
  },
};

const of = (list, id) => list.find(({ file }) => id === join(ROOT, 'node_modules', file));

/** Makes a function of a chunk. It has a line of its own in front, which its map counts. */
async function writeWrapped({ fileName, code, map }) {
  await writeFile(join(DIST, fileName), `(function (${PARAMETERS}) {\n${code}\n})`);
  if (map) await writeFile(join(DIST, `${fileName}.map`), JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}

/** A warning is a fault that shows up later, elsewhere. */
function refuseWarnings(_level, log) {
  if (!['EVAL', 'CIRCULAR_DEPENDENCY'].includes(log.code)) throw new Error(log.message);
}

/** Writes the chunks; resolves with the modules of each, as paths. */
export async function bundle() {
  const build = await rolldown({
    cwd: ROOT,
    input: { service: join(BUILD, 'main.js') },
    platform: 'node',
    external: [...EXTERNAL, ...ABSENT],
    resolve: {
      mainFields: ['module', 'main'],
      // Of rxjs, Node would take the files from which nothing can be left out.
      alias: { rxjs: join(ROOT, 'node_modules/rxjs/dist/esm/index.js') },
    },
    transform: { define: META },
    plugins: [version, replaced, sourceMaps],
    onLog: refuseWarnings,
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'cjs',
    // A script may not import what is not in it without an experimental option.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    keepNames: true,
    // Decorators and metadata rely on the order of modules.
    strictExecutionOrder: true,
    minify: {
      mangle: { toplevel: true, keepNames: NAMES },
      compress: { keepNames: NAMES },
      codegen: { removeWhitespace: true },
    },
    charset: 'ascii',
    sourcemap: true,
  });
  await Promise.all(output.filter(({ type }) => type === 'chunk').map(writeWrapped));
  return output.map(({ fileName, modules = {} }) => ({ fileName, modules: Object.keys(modules) }));
}
