import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Variables } from './program.js';

/** A look at which packages a built program has loaded by its end. */
export interface LoadedModules {
  /** Settings that make a program leave the list. */
  readonly variables: Variables;
  /** Names of the packages in the chunks that were loaded, once the program has ended. */
  readonly packages: () => ReadonlySet<string>;
}

/** Chunks are scripts, whoever runs them. */
const PROBE = `
const { writeFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const vm = require('node:vm');
const files = [];
const { Script } = vm;
vm.Script = class extends Script {
  constructor(code, options) {
    super(code, options);
    files.push(options.filename);
  }
};
syncBuiltinESMExports();
process.on('exit', () => writeFileSync(process.env.LOADED_MODULES_FILE, JSON.stringify(files)));
`;

/** Which packages the bundler has put into each chunk. */
export const chunkContents = (): Record<string, string[]> =>
  JSON.parse(readFileSync('build/chunks.json', 'utf8')) as Record<string, string[]>;

export function loadedModules(): LoadedModules {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-loaded-'));
  const probe = join(folder, 'probe.cjs');
  const list = join(folder, 'list.json');
  writeFileSync(probe, PROBE);
  return {
    variables: { NODE_OPTIONS: `--require ${probe}`, LOADED_MODULES_FILE: list },
    packages: () => {
      const contents = chunkContents();
      const files = JSON.parse(readFileSync(list, 'utf8')) as string[];
      return new Set(files.flatMap((file) => contents[basename(file)] ?? []));
    },
  };
}
