import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Variables } from './program.js';

/** A look at which CommonJS packages a program has loaded by its end; those of telemetry all are. */
export interface LoadedModules {
  /** Settings that make a program leave the list. */
  readonly variables: Variables;
  /** Paths of the modules, once the program has ended. */
  readonly read: () => string[];
}

const PROBE = `
const { writeFileSync } = require('node:fs');
process.on('exit', () => writeFileSync(process.env.LOADED_MODULES_FILE, Object.keys(require.cache).join('\\n')));
`;

export function loadedModules(): LoadedModules {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-loaded-'));
  const probe = join(folder, 'probe.cjs');
  const list = join(folder, 'list.txt');
  writeFileSync(probe, PROBE);
  return {
    variables: { NODE_OPTIONS: `--require ${probe}`, LOADED_MODULES_FILE: list },
    read: () => readFileSync(list, 'utf8').split('\n'),
  };
}
