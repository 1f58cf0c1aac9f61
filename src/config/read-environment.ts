import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';
import { nonEmptyVariables, type Variables } from './variables.js';

const MAX_FILE_BYTES = 64 * 1024;

/**
 * Returns the variables of the process, merged over those of `.env` in the working folder. An empty variable counts as
 * unset and does not override the file.
 *
 * The file is for development: with NODE_ENV=production it is ignored, so that a forgotten one cannot redirect a
 * deployment. Its OTEL_ lines are ignored too, as the OpenTelemetry SDK reads only the variables of the process.
 * Throws a `ConfigError` when the file exists and cannot be read.
 */
export function readEnvironment(env: Variables = process.env, folder: string = process.cwd()): Variables {
  const set = nonEmptyVariables(env);
  if (set.NODE_ENV === 'production') return set;
  const fromFile = Object.entries(readFile(resolve(folder, '.env'))).filter(([name]) => !name.startsWith('OTEL_'));
  return { ...Object.fromEntries(fromFile), ...set };
}

function readFile(path: string): Variables {
  try {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) return {};
    if (size > MAX_FILE_BYTES)
      throw new ConfigError([{ variable: '.env', message: 'is larger than 64 KB. It is no settings file' }]);
    // Editors on Windows may write a byte order mark, which would become part of the first name.
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (thrown instanceof ConfigError) throw thrown;
    throw new ConfigError([{ variable: '.env', message: 'cannot be read. Make it a readable file, or remove it' }]);
  }
}
