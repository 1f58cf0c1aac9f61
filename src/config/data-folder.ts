import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Variables } from './variables.js';

/** The sandbox's default database: a file in the user's data folder, or memory for a user without a home folder. */
export function sandboxDatabase(env: Variables): string {
  const folder = dataFolder(env, process.platform, homeFolder());
  return folder === undefined ? ':memory:' : join(folder, 'sandbox.db');
}

/** The folder for user data of this program, as the platform defines it. */
export function dataFolder(env: Variables, platform: NodeJS.Platform, home: string | undefined): string | undefined {
  const inHome = (...path: readonly string[]): string | undefined =>
    home === undefined ? undefined : join(home, ...path, 'orvion-mcp');
  if (platform === 'darwin') return inHome('Library', 'Application Support');
  if (platform === 'win32') return env.LOCALAPPDATA ? join(env.LOCALAPPDATA, 'orvion-mcp') : inHome('AppData', 'Local');
  // XDG Base Directory Specification: a relative path is to be ignored.
  const xdg = env.XDG_DATA_HOME;
  return xdg !== undefined && isAbsolute(xdg) ? join(xdg, 'orvion-mcp') : inHome('.local', 'share');
}

/** Node throws for a user that is only a number, as containers may have it, when `HOME` is not set. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
