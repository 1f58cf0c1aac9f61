import Database from 'libsql';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SandboxStartError } from '../sandbox-start-error.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';

/** An open database of the sandbox. */
export type SandboxDatabase = Database.Database;

/** Injection token of the open database. */
export const DATABASE = Symbol('sandbox:database');

const BUSY_MS = 5_000;

/**
 * Opens the database, and creates its tables in a new file. Throws `SandboxStartError` when the file cannot be used, belongs
 * to another program, or comes from another version.
 */
export function openDatabase(path: string): SandboxDatabase {
  try {
    if (path !== ':memory:') makeFolder(dirname(resolve(path)));
    return prepare(new Database(path), path);
  } catch (thrown) {
    if (thrown instanceof SandboxStartError) throw thrown;
    const remedy = 'Set ORVION_MCP_SANDBOX_DATABASE to a file that this user may write, or to :memory:';
    throw new SandboxStartError(`The sandbox cannot use ${path} as its database. ${remedy}.`);
  }
}

/** Creates a folder level by level: Node's recursive `mkdir` never returns where folders cannot exist, such as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function prepare(database: SandboxDatabase, path: string): SandboxDatabase {
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA foreign_keys = ON`);
    // Checked before the first write: the journal mode is stored in the file, which may belong to another program.
    hasTables(database, path);
    // With write-ahead logging, committed data survives a killed process; only a power failure could lose the last writes.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.transaction(() => hasTables(database, path) || createTables(database)).immediate();
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** True for a sandbox database, false for a new file. Throws for any other file. */
function hasTables(database: SandboxDatabase, path: string): boolean {
  const application = pragma(database, 'application_id');
  if (application === APPLICATION_ID) {
    if (pragma(database, 'user_version') === SCHEMA_VERSION) return true;
    const remedy = 'Move it away, or set ORVION_MCP_SANDBOX_DATABASE to another file';
    throw new SandboxStartError(`${path} was made by another version of the sandbox. ${remedy}.`);
  }
  const tables = database.prepare('SELECT name FROM sqlite_schema').all();
  if (application === 0 && tables.length === 0) return false;
  throw new SandboxStartError(`${path} belongs to another program. Set ORVION_MCP_SANDBOX_DATABASE to another file.`);
}

function createTables(database: SandboxDatabase): void {
  database.exec(SCHEMA);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}

function pragma(database: SandboxDatabase, name: string): number {
  const [row] = database.pragma(name) as Record<string, number>[];
  return row?.[name] ?? 0;
}
