import { isAbsolute, join } from 'node:path';
import type { Variables } from './variables.js';

/** The folder in which this program keeps data of its user, by the custom of the platform. */
export function dataFolder(env: Variables, platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'orvion-mcp');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'orvion-mcp');
  // XDG Base Directory Specification: a relative path is to be ignored.
  const xdg = env.XDG_DATA_HOME;
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'orvion-mcp');
}
