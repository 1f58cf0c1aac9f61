import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';
import { setVariables, type Variables } from './variables.js';

const MAX_FILE_BYTES = 64 * 1024;

/**
 * The variables of the process, over those of `.env` in the working folder; one that is set to nothing counts as not
 * set and hides no line of the file. The file is for development: under
 * NODE_ENV=production it is not read, so that a forgotten one cannot redirect a deployment.
 * Lines of it for OpenTelemetry do not count, as its SDK reads the variables of the process and would miss the rest.
 * Throws `ConfigError` when the file is there and cannot be read.
 */
export function readEnvironment(env: Variables = process.env, folder: string = process.cwd()): Variables {
  const set = setVariables(env);
  if (set.NODE_ENV === 'production') return set;
  const ours = Object.entries(readFile(resolve(folder, '.env'))).filter(([name]) => !name.startsWith('OTEL_'));
  return { ...Object.fromEntries(ours), ...set };
}

function readFile(path: string): Variables {
  try {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) return {};
    if (size > MAX_FILE_BYTES)
      throw new ConfigError([{ variable: '.env', message: 'is larger than 64 KB. It is no settings file' }]);
    // Editors on Windows may begin a file with a byte order mark, which would become part of the first name.
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (thrown instanceof ConfigError) throw thrown;
    throw new ConfigError([{ variable: '.env', message: 'cannot be read. Make it a readable file, or remove it' }]);
  }
}
