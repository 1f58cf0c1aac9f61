// Bundles the program and its packages into a few files. They are CommonJS, as only that can start with a code cache
// (`launcher/load.js`). Classes keep their names, which Nest and the log use; decorators are already compiled.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ABSENT, REPLACED, REWRITTEN, refuseLeftOut } from './left-out.mjs';
import { manifestOf } from './packages.mjs';
import { BUILD, DIST, ROOT } from './paths.mjs';

/** Packages with native code, which are installed beside the program. */
export const EXTERNAL = ['libsql'];

/** Nest and the log use the names of classes, and stack traces those of functions. */
const NAMES = { function: true, class: true };

/** Parameters of the function around a chunk, as Node passes them to a CommonJS module, and the URL of its file. */
const PARAMETERS = 'exports, require, module, __filename, __dirname, __url';
const META = { 'import.meta.url': '__url', 'import.meta.resolve': 'require.resolve' };

/** Source maps cover only our own code: those of all packages would make them three times as large. */
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

/** Wraps a chunk in a function, whose first line the source map takes into account. */
async function writeWrapped({ fileName, code, map }) {
  await writeFile(join(DIST, fileName), `(function (${PARAMETERS}) {\n${code}\n})`);
  if (map) await writeFile(join(DIST, `${fileName}.map`), JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}

/** Throws on every warning of the bundler but two, as it would be a bug that shows later. */
function refuseWarnings(_level, log) {
  if (!['EVAL', 'CIRCULAR_DEPENDENCY'].includes(log.code)) throw new Error(log.message);
}

/** Writes the chunks. Resolves with the paths of the modules in each. */
export async function bundle() {
  const build = await rolldown({
    cwd: ROOT,
    input: { service: join(BUILD, 'main.js') },
    platform: 'node',
    external: [...EXTERNAL, ...ABSENT],
    resolve: {
      mainFields: ['module', 'main'],
      // For rxjs, Node would use the files that cannot be tree-shaken.
      alias: { rxjs: join(ROOT, 'node_modules/rxjs/dist/esm/index.js') },
    },
    transform: { define: META },
    plugins: [version, replaced, sourceMaps],
    onLog: refuseWarnings,
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'cjs',
    // A script of `node:vm` cannot use `import()` without an experimental option.
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
